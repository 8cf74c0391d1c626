import JSON

/// Text as JSON: what is read and written reads as the same again, and every place is in bounds.
func fuzzJSON(_ input: [UInt8]) {
  let options = JSON.Options(maximumDepth: 64, allowingControlCharacters: input.count % 2 == 0)
  do throws(JSONError) {
    let value = try JSON.parse(input, options: options)
    for pretty in [false, true] {
      let text = value.write(pretty: pretty)
      require(!text.contains { $0 < 0x20 && $0 != 0x0A }, "a control character is written as it is")
      do throws(JSONError) {
        let again = try JSON.parse(text)
        require(again.write(pretty: pretty) == text, "what was written reads as something else")
        require(again == value, "what was written is another value")
      } catch {
        fail("what was written is not JSON: \(error.reason) at \(error.offset)")
      }
    }
  } catch {
    require((0...input.count).contains(error.offset), "the error is at \(error.offset) of \(input.count)")
  }
}
