import YAML

/// Finds the bytes of front matter that a new value replaces, and what to put there.
struct BlockEditor {
  typealias Value = RecordEditor.Value
  typealias Refusal = RecordEditor.Refusal

  let text: [UInt8]
  let block: FrontMatter
  let kind: Kind

  /// The edit that gives a field a value.
  func edit(_ field: String, _ value: Value) throws(Refusal) -> Edit {
    let path = field.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard path.count <= 2, path.allSatisfy(Self.isKey) else {
      throw Refusal(message: "'\(field)' is no name of a field", offset: 0)
    }
    guard let entry = block.entry(meaning: path[0], kind: kind) else {
      if path.count == 2, let flat = block.entry(meaning: field, kind: kind) {
        return replacement(flat, value, isInFlow: isInBraces)
      }
      return addition(path, value)
    }
    if block.isRecovered, path.count == 2 || goesOn(entry) {
      throw Refusal(
        message:
          "'\(entry.key)' goes on in the next line, and this front matter is not YAML; mend that first",
        offset: entry.keyRange.lowerBound)
    }
    guard path.count == 2 else { return replacement(entry, value, isInFlow: isInBraces) }
    return try nested(entry, path, value)
  }

  /// Whether a field reads as a value in a changed text, and every other key as before.
  func holds(in changed: [UInt8], _ field: String, _ value: Value) -> Bool {
    guard let again = FrontMatter(in: changed), again.isClosed == block.isClosed,
      block.failure != nil || again.failure == nil
    else { return false }
    let path = field.split(separator: ".").map(String.init)
    let own = again.entry(meaning: path[0], kind: kind) ?? again.entry(meaning: field, kind: kind)
    guard let own, Self.areKept(block.entries, in: again.entries, but: own.key) else { return false }
    var read = own.value
    if path.count == 2, case .mapping(let entries, _, _) = read, let inner = read.inner(path[1]) {
      if case .mapping(let before, _, _)? = block.entry(own.key)?.value,
        !Self.areKept(before, in: entries, but: inner.key)
      {
        return false
      }
      read = inner.value
    }
    switch value {
    case .null: return read.isNull
    case .text(let text): return read.text.map { Array($0.utf8) == Array(text.utf8) } ?? false
    case .list(let items):
      guard case .list(let values, _, _) = read else { return false }
      return values.map { $0.text.map { Array($0.utf8) } } == items.map { Array($0.utf8) }
    }
  }

  private static func areKept(_ before: [FrontMatter.Entry], in after: [FrontMatter.Entry], but key: String)
    -> Bool
  {
    let before = before.filter { $0.key != key }
    let after = after.filter { $0.key != key }
    return before.count == after.count
      && zip(before, after).allSatisfy { $0.key == $1.key && $0.value.says($1.value) }
  }

  /// The lines added at the end of the block.
  func appending(_ lines: [String]) -> Edit {
    insertion(lines.map { rootMargin + $0 }, at: block.content.upperBound)
  }

  private static func isKey(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") || $0 == .dash }
  }

  private var isInBraces: Bool { block.braces != nil }

  // MARK: New keys

  private func addition(_ path: [String], _ value: Value) -> Edit {
    if let braces = block.braces {
      let pair = line(path[path.count - 1], value, isInFlow: true)
      return flowAddition(path.count == 1 ? pair : "\(path[0]): {\(pair)}", block.entries, braces)
    }
    let lines = path.count == 1 ? [line(path[0], value)] : [path[0] + ":", "  " + line(path[1], value)]
    return insertion(lines.map { rootMargin + $0 }, at: placeForNew(path[0]))
  }

  private func nested(_ entry: FrontMatter.Entry, _ path: [String], _ value: Value) throws(Refusal) -> Edit {
    switch entry.value {
    case .mapping(let entries, let range, let isFlow):
      if let inner = entry.value.inner(path[1]) { return replacement(inner, value, isInFlow: isFlow) }
      if isFlow { return flowAddition(line(path[1], value, isInFlow: true), entries, range) }
      guard let last = entries.last, let first = entries.first else { break }
      let margin = String(repeating: " ", count: column(first.keyRange.lowerBound))
      return insertion([margin + line(path[1], value)], at: endOfLine(end(of: last)))
    case _ where entry.value.isNull:
      let pair = line(path[1], value, isInFlow: isInBraces)
      var range = entry.value.range
      if isInBraces { return Edit(range, (range.isEmpty ? " " : "") + "{\(pair)}") }
      while text[range.lowerBound - 1].isBlank { range = (range.lowerBound - 1)..<range.upperBound }
      return Edit(range, lineEnd + rootMargin + "  " + pair)
    default: break
    }
    throw Refusal(
      message: "'\(entry.key)' is no mapping, so '\(path.joined(separator: "."))' has no place in it",
      offset: entry.keyRange.lowerBound)
  }

  private func flowAddition(_ pair: String, _ entries: [FrontMatter.Entry], _ braces: Range<Int>) -> Edit {
    let place = entries.last.map(end) ?? (braces.lowerBound + 1)
    return Edit(place..<place, (entries.isEmpty ? "" : ", ") + pair)
  }

  /// After the nearest key that comes before it by convention, else at the top.
  private func placeForNew(_ key: String) -> Int {
    let order = kind == .prompt ? FieldName.prompt : FieldName.decision
    let known = order.firstIndex(of: key) ?? order.count - 1
    for earlier in order[..<known].reversed() {
      if let entry = block.entry(meaning: earlier, kind: kind) {
        return block.isRecovered ? startOfNext(entry) : endOfLine(end(of: entry))
      }
    }
    return block.content.lowerBound
  }

  private func insertion(_ lines: [String], at offset: Int) -> Edit {
    let needsBreak = offset > 0 && text[offset - 1] != .newline
    return Edit(offset..<offset, (needsBreak ? lineEnd : "") + lines.map { $0 + lineEnd }.joined())
  }

  // MARK: Places

  private var lineEnd: String {
    guard let newline = text.firstIndex(of: .newline), newline > 0, text[newline - 1] == .carriageReturn
    else { return "\n" }
    return "\r\n"
  }

  private var rootMargin: String {
    guard !isInBraces, let first = block.entries.first else { return "" }
    return String(repeating: " ", count: column(first.keyRange.lowerBound))
  }

  private func column(_ offset: Int) -> Int {
    var start = offset
    while start > block.content.lowerBound, text[start - 1] != .newline { start -= 1 }
    return offset - start
  }

  private func endOfLine(_ offset: Int) -> Int {
    if offset > 0, text[offset - 1] == .newline { return offset }
    var offset = offset
    while offset < text.count, text[offset] != .newline { offset += 1 }
    return min(offset + 1, text.count)
  }

  private func end(of entry: FrontMatter.Entry) -> Int {
    max(entry.keyRange.upperBound, entry.value.range.upperBound)
  }

  /// Where the line of the next key begins, or the block ends.
  private func startOfNext(_ entry: FrontMatter.Entry) -> Int {
    block.entries.first { $0.keyRange.lowerBound > entry.keyRange.lowerBound }?.keyRange.lowerBound
      ?? block.content.upperBound
  }

  /// Whether lines that are set in follow a value that was read line by line.
  private func goesOn(_ entry: FrontMatter.Entry) -> Bool {
    let start = endOfLine(end(of: entry))
    let next = startOfNext(entry)
    guard start < next else { return false }
    return text.lines(start..<next).contains {
      !text.trimmed($0.content).isEmpty && text[$0.content.lowerBound].isBlank
    }
  }

  // MARK: Values

  private func replacement(_ entry: FrontMatter.Entry, _ value: Value, isInFlow: Bool) -> Edit {
    switch (entry.value, value) {
    case (.empty(let offset), _): return Edit(offset..<offset, " " + scalar(value, isInFlow))
    case (.alias(let range), _): return Edit(range, scalar(value, isInFlow))
    case (.scalar(_, let range, let style), .text(let new)):
      let isDate = FieldName.canonical(entry.key, kind: kind) == "date"
      return Edit(range, restyled(new, style, isInFlow, isDate: isDate) + lineEndAtEnd(of: range))
    case (.scalar(_, let range, _), _): return Edit(range, scalar(value, isInFlow) + lineEndAtEnd(of: range))
    case (.list(let items, let range, false), .list(let new)) where !new.isEmpty:
      return list(items, range, new)
    case (.list(_, let range, true), _), (.mapping(_, let range, true), _):
      return Edit(range, scalar(value, isInFlow))
    case (.list(_, let range, false), _), (.mapping(_, let range, false), _):
      let start = afterColon(entry)
      return Edit(start..<range.upperBound, " " + scalar(value, isInFlow) + lineEndAtEnd(of: range))
    }
  }

  private func afterColon(_ entry: FrontMatter.Entry) -> Int {
    var offset = entry.keyRange.upperBound
    while offset < entry.value.range.lowerBound, text[offset] != .colon { offset += 1 }
    return min(offset + 1, entry.value.range.lowerBound)
  }

  /// A block scalar's line end belongs to it; what comes in its place must have one too.
  private func lineEndAtEnd(of range: Range<Int>) -> String {
    range.upperBound > range.lowerBound && text[range.upperBound - 1] == .newline ? lineEnd : ""
  }

  /// The new text in the quotes of the old one, where those can hold it.
  private func restyled(_ new: String, _ style: YAMLStyle, _ isInFlow: Bool, isDate: Bool) -> String {
    switch style {
    case .plain: isDate && CalendarDate(new) != nil ? new : YAMLWriter.scalar(new, inFlow: isInFlow)
    case .doubleQuoted, .literal, .folded: YAMLWriter.doubleQuoted(new)
    case .singleQuoted: YAMLWriter.singleQuotedBody(new).map { "'\($0)'" } ?? YAMLWriter.doubleQuoted(new)
    }
  }

  /// A block list: what only grows keeps its lines with their comments.
  private func list(_ items: [FrontMatter.Value], _ range: Range<Int>, _ new: [String]) -> Edit {
    let margin = String(repeating: " ", count: column(range.lowerBound))
    let old = items.map(\.text)
    if old == new { return Edit(range.lowerBound..<range.lowerBound, "") }
    if old.count < new.count, zip(old, new).allSatisfy({ $0 == $1 }) {
      let lines = new[old.count...].map { margin + "- " + YAMLWriter.scalar($0) }
      return insertion(lines, at: endOfLine(range.upperBound))
    }
    let lines = new.map { "- " + YAMLWriter.scalar($0) }
    return Edit(range, lines.joined(separator: lineEnd + margin) + lineEndAtEnd(of: range))
  }

  private func scalar(_ value: Value, _ isInFlow: Bool) -> String {
    switch value {
    case .text(let text): YAMLWriter.scalar(text, inFlow: isInFlow)
    case .list(let items):
      "[" + items.map { YAMLWriter.scalar($0, inFlow: true) }.joined(separator: ", ") + "]"
    case .null: "null"
    }
  }

  private func line(_ key: String, _ value: Value, isInFlow: Bool = false) -> String {
    if key == "date", case .text(let text) = value, CalendarDate(text) != nil { return "date: " + text }
    return key + ": " + scalar(value, isInFlow)
  }
}
