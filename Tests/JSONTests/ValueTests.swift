import JSON
import Properties
import Testing

@Suite struct ValueTests {
  @Test func repeatedKeysStayAndTheLastIsFound() throws {
    let source = #"{"a":1,"b":2,"a":3}"#
    let value = try JSON.parse(Array(source.utf8))
    #expect(value.description == source)
    #expect(value["a"]?.integer == 3 && value["c"] == nil)
  }

  @Test func keysAreComparedByBytes() {
    let value: JSON = ["e\u{301}": 1]
    #expect(value["e\u{301}"] != nil && value["é"] == nil)
  }

  @Test func otherKindsHaveNoParts() {
    let value: JSON = ["s": "x", "a": [1], "b": true, "n": 2]
    #expect(value["s"]?.text == "x" && value["s"]?.items == nil && value["s"]?["x"] == nil)
    #expect(value["a"]?.items == [1] && value["a"]?.text == nil && value["a"]?.members == nil)
    #expect(value["b"]?.boolean == true && value["b"]?.integer == nil && value["n"]?.integer == 2)
    #expect(value.members?.map(\.key) == ["s", "a", "b", "n"])
  }

  @Test func interpolation() {
    let name = "x"
    let value: JSON = "\(name)-1"
    #expect(value == .string("x-1"))
  }

  // RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func base64(_ text: String, _ encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(text.utf8))
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zg===", "Z===", "====", "Zh==", "Zm9=", "Zm9v\n", "Zm 9", "Zm-v", "Zg==Zg==", "Z=g=",
  ])
  func notBase64(_ text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func bytesOfAnyKindAreKept() throws {
    #expect(JSON.text(bytes: Array("é\0\r\n".utf8)) == "é\0\r\n")
    #expect(JSON.text(bytes: [0x61, 0xFF]) == ["bytes": "Yf8="])
    #expect(
      (["bytes": "?"] as JSON).textBytes == nil && (["bytes": "Yf8=", "x": 1] as JSON).textBytes == nil)
    var generator = Generator(seed: 3)
    for number in 0..<Cases.count(300) {
      let bytes = (0..<(number % 300)).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      #expect(try JSON.parse(JSON.text(bytes: bytes).write()).textBytes == bytes)
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
  }
}
