import YAML

/// Text as YAML: places in bounds and in order, an equal tree for an equal slice; and the text as a value that must
/// come back from everything that the writer can make of it. The short way for plain text says what libyaml says.
func fuzzYAML(_ input: [UInt8]) {
  if input.count % 4 == 1 { return checkWriter(String(decoding: input.prefix(256), as: UTF8.self)) }
  let short = Result { () throws(YAMLError) in try YAML.parse(input) }
  let long = Result { () throws(YAMLError) in try YAML.parse(input, onlyByLibrary: true) }
  require(short == long, "the short way reads something else than libyaml")
  do throws(YAMLError) {
    if let root = try short.get() {
      check(root, in: 0..<input.count, input)
      if input.count % 4 == 0 {
        let slice = ([0x0A, 0x5B] + input + [0x5D])[2..<(input.count + 2)]
        require(
          try YAML.parse(slice)?.range == (root.range.lowerBound + 2)..<(root.range.upperBound + 2),
          "a slice is another text")
      }
    }
  } catch {
    require(
      (0...input.count).contains(error.mark.offset), "the error is at \(error.mark.offset) of \(input.count)")
    require(
      error.contextMark.map { (0...input.count).contains($0.offset) } ?? true,
      "the context is outside of the text")
  }
}

private func check(_ node: YAMLNode, in outer: Range<Int>, _ text: [UInt8]) {
  require(
    node.outerStart.offset <= node.start.offset && node.start.offset <= node.end.offset,
    "a node ends before it begins")
  require(
    node.outerStart.offset >= outer.lowerBound && node.end.offset <= outer.upperBound,
    "a node \(node.range) is outside of \(outer)")
  let range = node.range
  switch node.content {
  case .scalar(let value, .plain):
    let isOneLine = !text[range].contains { $0 == 0x0A || $0 == 0x0D || $0 >= 0x80 }
    require(
      !isOneLine || text[range].elementsEqual(value.utf8),
      "a plain scalar `\(value)` is not what stands at \(range)")
  case .scalar(_, .doubleQuoted):
    require(
      range.count >= 2 && text[range.lowerBound] == 0x22 && text[range.upperBound - 1] == 0x22,
      "no quotes at \(range)")
  case .scalar(_, .singleQuoted):
    require(
      range.count >= 2 && text[range.lowerBound] == 0x27 && text[range.upperBound - 1] == 0x27,
      "no quotes at \(range)")
  case .scalar: require(text[range].first == 0x7C || text[range].first == 0x3E, "no block at \(range)")
  case .alias: break
  case .sequence(let items, _):
    var last = range.lowerBound
    for item in items {
      check(item, in: last..<range.upperBound, text)
      last = item.end.offset
    }
  case .mapping(let entries, _):
    var last = range.lowerBound
    for entry in entries {
      check(entry.key, in: last..<range.upperBound, text)
      check(entry.value, in: entry.key.end.offset..<range.upperBound, text)
      last = entry.value.end.offset
    }
  }
}

private func checkWriter(_ text: String) {
  var document = "a: \(YAMLWriter.scalar(text))\n"
  document += "b: [\(YAMLWriter.scalar(text, inFlow: true)), {c: \(YAMLWriter.scalar(text, inFlow: true))}]\n"
  document += "d: \(YAMLWriter.doubleQuoted(text))\n"
  document += "e: '\(YAMLWriter.singleQuotedBody(text) ?? "")'\n"
  document += "f: \(YAMLWriter.literalBlock(text, indentation: 2) ?? "''\n")"
  document += "g: '\(text.utf8.count)'\n"
  do throws(YAMLError) {
    let root = try YAML.parse(Array(document.utf8))
    func expect(_ found: String?, _ what: String) {
      require(
        found.map { $0.isSame(as: text) } ?? false,
        "`\(text)` comes back from \(what) as `\(found ?? "nothing")`")
    }
    expect(root?["a"]?.text, "a scalar")
    expect(root?["b"]?.items?.first?.text, "a list in brackets")
    expect(root?["b"]?.items?.last?["c"]?.text, "a mapping in braces")
    expect(root?["d"]?.text, "double quotes")
    if YAMLWriter.singleQuotedBody(text) != nil { expect(root?["e"]?.text, "single quotes") }
    if YAMLWriter.literalBlock(text, indentation: 2) != nil { expect(root?["f"]?.text, "a block") }
    require(root?["g"]?.text == String(text.utf8.count), "what follows a block is lost")
  } catch {
    fail("what was written is not YAML: \(error.problem)\n\(document)")
  }
}
