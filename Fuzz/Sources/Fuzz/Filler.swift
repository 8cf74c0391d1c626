import Records

/// A template and values. Parts: template, then a value for each slot.
func fuzzFiller(_ parts: Parts) {
  guard let template = try? Template(parts.bytes(0)) else { return }
  let source = Source(parts.bytes(0))
  var names: [String] = []
  for slot in template.slots where !names.contains(slot.name) { names.append(slot.name) }
  require(
    source.slots.elementsEqual(template.slots.map(\.name)),
    "the template has the slots \(source.slots), found were \(template.slots.map(\.name))")

  let tokens = names.indices.map { "qz\($0)q" }
  if tokens.contains(where: String(decoding: parts.bytes(0), as: UTF8.self).has) { return }
  let plain = filled(template, Dictionary(uniqueKeysWithValues: zip(names, tokens.map { .text($0) })))
  source.checkKept(in: plain, Dictionary(uniqueKeysWithValues: zip(names, tokens)))

  var values: [String: SlotValue] = [:]
  var texts: [(token: String, text: String)] = []
  for (index, name) in names.enumerated() {
    let value = value(parts, index)
    values[name] = value
    if case .text(let text) = value { texts.append((tokens[index], text)) }
  }
  let result = filled(template, values)
  require(String(validating: result, as: UTF8.self) != nil, "what was filled is not UTF-8")
  if texts.count == names.count { checkMeaning(plain, result, texts) }
}

private func filled(_ template: Template, _ values: [String: SlotValue]) -> [UInt8] {
  do throws(Template.Fault) {
    return try template.filled(values)
  } catch {
    fail("a template with all values can't be filled: \(error.message)")
  }
}

private func value(_ parts: Parts, _ index: Int) -> SlotValue {
  switch parts.choice(index, of: 8) {
  case 1: .list(parts.lines(index + 1))
  case 2: .null
  case 3: .left
  case 4: .verbatim(KeptText(parts.bytes(index + 1)).stored)
  default: .text(parts.text(index + 1))
  }
}

/// A template as text, scanned for slots by other means than the filler's.
private struct Source {
  private var lines: [[UInt8]]
  private let bodyLine: Int
  let slots: [String]

  init(_ bytes: [UInt8]) {
    var text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes
    text = text.indices.filter { text[$0] != 0x0D || $0 + 1 == text.count || text[$0 + 1] != 0x0A }.map {
      text[$0] == 0x0D ? 0x0A : text[$0]
    }
    if text.last == 0x0A { text.removeLast() }
    lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    let isFence = lines.map { line in
      line.starts(with: "---".utf8) && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
    bodyLine = isFence[0] ? (isFence.dropFirst().firstIndex(of: true) ?? lines.count) : 0
    slots = lines.flatMap { Self.pieces($0).compactMap(\.name) }
  }

  /// A line cut into literal bytes and slots.
  private static func pieces(_ line: [UInt8]) -> [(literal: [UInt8], name: String?)] {
    var result: [(literal: [UInt8], name: String?)] = []
    var literal: [UInt8] = []
    var rest = line[...]
    while let byte = rest.first {
      if rest.starts(with: "{{".utf8) {
        let inner = rest.dropFirst(2).drop { $0 == 0x20 }
        let name = inner.prefix { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
        let end = inner.dropFirst(name.count).drop { $0 == 0x20 }
        if let first = name.first, (0x41...0x5A).contains(first), end.starts(with: "}}".utf8) {
          result.append((literal, String(decoding: name, as: UTF8.self)))
          literal = []
          rest = end.dropFirst(2)
          continue
        }
      }
      literal.append(byte)
      rest = rest.dropFirst()
    }
    result.append((literal, nil))
    return result
  }

  /// With words as values, every line without a slot is as it was, and so is the rest of every line of the body.
  func checkKept(in text: [UInt8], _ words: [String: String]) {
    var result = text
    if result.last == 0x0A { result.removeLast() }
    let filled = result.split(separator: 0x0A, omittingEmptySubsequences: false)
    require(
      filled.count == lines.count,
      "\(lines.count) lines became \(filled.count):\n" + String(decoding: text, as: UTF8.self))
    for (index, line) in lines.enumerated() {
      let pieces = Self.pieces(line)
      if index < bodyLine, pieces.count > 1 {
        for piece in pieces {
          guard let name = piece.name, let word = words[name] else { continue }
          require(
            String(decoding: filled[index], as: UTF8.self).has(word),
            "line \(index + 1) has no value for \(name)")
        }
        continue
      }
      let expected = pieces.flatMap { $0.literal + Array(($0.name.flatMap { words[$0] } ?? "").utf8) }
      require(
        filled[index].elementsEqual(expected),
        "line \(index + 1) is another one:\n" + String(decoding: filled[index], as: UTF8.self))
    }
  }
}

/// Where words gave YAML, the values give the same tree with them in the words' places.
private func checkMeaning(_ plain: [UInt8], _ result: [UInt8], _ values: [(token: String, text: String)]) {
  let before = Record(plain, name: [], kind: .prompt)
  let after = Record(result, name: [], kind: .prompt)
  guard let block = before.frontMatter, block.failure == nil, block.isClosed else { return }
  let hasToken = block.entries.contains {
    isMarked(String(decoding: plain[$0.keyRange], as: UTF8.self), values)
  }
  // A key has a longest length and must be one line, and few values can be an anchor: nobody has slots there.
  if hasToken || hasMarkedProperty(plain[block.content], values) || !isSimple(block, plain, values) { return }
  guard let filled = after.frontMatter, filled.isClosed else { fail("filled, the front matter is gone") }
  require(
    filled.failure == nil,
    "filled, the front matter is no longer YAML: \(filled.failure?.reason ?? "")\n"
      + String(decoding: result, as: UTF8.self))
  require(filled.entries.count == block.entries.count, "filled, there are other keys")
  for (old, new) in zip(block.entries, filled.entries) {
    require(old.key == new.key, "filled, `\(old.key)` is `\(new.key)`")
    compare(old.value, new.value, old.key, values)
  }
}

/// Whether a word that begins like a tag or an anchor has a token in it.
private func hasMarkedProperty(_ text: ArraySlice<UInt8>, _ values: [(token: String, text: String)]) -> Bool {
  text.split { $0 == 0x20 || $0 == 0x0A }.contains { word in
    guard let start = word.firstIndex(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "!") }) else {
      return false
    }
    return isMarked(String(decoding: word[start...], as: UTF8.self), values)
  }
}

private func isMarked(_ text: String, _ values: [(token: String, text: String)]) -> Bool {
  values.contains { text.has($0.token) }
}

/// Whether every scalar with a word in it stands on one line, or is a block: what is folded from several lines has no
/// place for some values.
private func isSimple(_ block: FrontMatter, _ text: [UInt8], _ values: [(token: String, text: String)])
  -> Bool
{
  func isSimple(_ value: FrontMatter.Value) -> Bool {
    switch value {
    case .scalar(let scalar, let range, let style):
      // A slot at the margin is a place for a list, even below `key: |`.
      !isMarked(scalar, values) || style == .literal && !values.contains { scalar.has("- " + $0.token) }
        || !text[range].contains { $0 == 0x0A || $0 == 0x0D || $0 >= 0x80 }
    case .list(let items, _, _): items.allSatisfy { isSimple($0) }
    case .mapping(let entries, _, _):
      entries.allSatisfy {
        isSimple($0.value) && !isMarked(String(decoding: text[$0.keyRange], as: UTF8.self), values)
      }
    case .empty, .alias: true
    }
  }
  return block.entries.allSatisfy { isSimple($0.value) }
}

private func compare(
  _ old: FrontMatter.Value, _ new: FrontMatter.Value, _ key: String, _ values: [(token: String, text: String)]
) {
  switch (old, new) {
  case (.scalar(let text, _, _), .scalar(let found, _, _)):
    let expected = exchangingAll(values, in: text)
    require(found.isSame(as: expected), "`\(key)` should be `\(expected)` and is `\(found)`")
  case (.list(let items, _, _), .list(let others, _, _)):
    require(items.count == others.count, "`\(key)` has \(others.count) items")
    for (item, other) in zip(items, others) { compare(item, other, key, values) }
  case (.mapping(let entries, _, _), .mapping(let others, _, _)):
    require(entries.count == others.count, "`\(key)` has \(others.count) keys")
    for (entry, other) in zip(entries, others) { compare(entry.value, other.value, entry.key, values) }
  case (.empty, .empty), (.alias, .alias): break
  default: fail("filled, `\(key)` is another kind of value")
  }
}

/// The text with every token exchanged for its value, in one pass: a value may hold what looks like a token.
private func exchangingAll(_ values: [(token: String, text: String)], in text: String) -> String {
  var result: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.first {
    if byte == UInt8(ascii: "q"), let value = values.first(where: { rest.starts(with: $0.token.utf8) }) {
      result += value.text.utf8
      rest = rest.dropFirst(value.token.utf8.count)
    } else {
      result.append(byte)
      rest = rest.dropFirst()
    }
  }
  return String(decoding: result, as: UTF8.self)
}
