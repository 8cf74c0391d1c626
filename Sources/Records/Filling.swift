import YAML

/// What goes into a slot.
public enum SlotValue: Equatable, Sendable {
  /// A text.
  case text(String)
  /// Bytes of the body: valid UTF-8 with LF.
  case verbatim([UInt8])
  /// A list of texts.
  case list([String])
  /// A day, which front matter writes without quotes.
  case date(String)
  /// YAML's null; `none` where there is no YAML.
  case null
  /// The slot itself: somebody else fills it.
  case left
}

extension Template {
  /// Fills every slot in one pass. Each value is encoded for the place where it lands, and is never looked at again.
  public func filled(_ values: [String: SlotValue]) throws(Fault) -> [UInt8] {
    var result: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .literal(let bytes): result += bytes
      case .site(let place, let parts):
        var resolved: [Resolved] = []
        for part in parts {
          switch part {
          case .text(let bytes): resolved.append(.text(bytes))
          case .slot(let name, let line):
            guard let value = values[name] else {
              throw Fault(
                line: line,
                message: "there is no value for the slot {{\(name)}}; give one with --set \(name)=VALUE")
            }
            resolved.append(.value(value, name: name))
          }
        }
        result += Encoder.encode(resolved, at: place)
      }
    }
    return result
  }
}

/// A part of a site with its value.
enum Resolved {
  case text([UInt8])
  case value(SlotValue, name: String)
}

/// Writes values for the places they land in.
enum Encoder {
  static func encode(_ parts: [Resolved], at place: SlotPlace) -> [UInt8] {
    let isLeft = parts.contains { if case .value(.left, _) = $0 { true } else { false } }
    if isLeft { return unfilled(parts, at: place) }
    switch place {
    case .plain(let position): return plain(parts, position)
    case .doubleQuoted(let inSequence):
      return [.quote] + quoted(parts, inSequence, separator: "\", \"") { YAMLWriter.doubleQuotedBody($0) } + [
        .quote
      ]
    case .singleQuoted(let inSequence): return singleQuoted(parts, inSequence)
    case .block(let block): return self.block(parts, block)
    case .comment: return join(parts) { oneLine(text($0)) }
    case .heading: return join(parts) { oneLine(text($0)) }
    case .tableCell: return join(parts) { oneLine(text($0)).replacing("|", with: #"\|"#) }
    case .htmlComment: return join(parts) { withoutCommentEnd(bodyText(text($0))) }
    case .ownLine: return join(parts) { bytes($0, listSeparator: "\n- ", listStart: "- ") }
    case .inline(let indentation):
      let margin = [UInt8](repeating: .space, count: indentation)
      return join(parts[...], settingIn: margin) { bytes($0, listSeparator: ", ", listStart: "") }
    }
  }

  // MARK: Front matter

  private static func plain(_ parts: [Resolved], _ position: SlotPlace.Position) -> [UInt8] {
    guard parts.count == 1, case .value(let value, _) = parts[0] else {
      return Array(YAMLWriter.scalar(parts.map { text($0) }.joined(), inFlow: position.isFlow).utf8)
    }
    return Array(plain(value, position).utf8)
  }

  private static func plain(_ value: SlotValue, _ position: SlotPlace.Position) -> String {
    switch (value, position) {
    case (.null, _): return "null"
    case (.date(let day), _) where CalendarDate(day) != nil: return day
    case (.list(let items), .flow(inSequence: true)):
      return items.map { YAMLWriter.scalar($0, inFlow: true) }.joined(separator: ", ")
    case (.list(let items), .value), (.list(let items), .flow):
      return "[" + items.map { YAMLWriter.scalar($0, inFlow: true) }.joined(separator: ", ") + "]"
    case (.list(let items), .listLines(let indentation)):
      // The site's own margin is copied with the template; the convention's list is set in by one blank.
      let margin = String(repeating: " ", count: max(indentation, 1))
      let first = indentation == 0 ? " " : ""
      return first + orNone(items).map { "- " + YAMLWriter.scalar($0) }.joined(separator: "\n" + margin)
    case (.list(let items), .item(let indentation)):
      let margin = String(repeating: " ", count: indentation)
      return orNone(items).map { YAMLWriter.scalar($0) }.joined(separator: "\n" + margin + "- ")
    case (_, .listLines(let indentation)):
      return plain(.list([text(value)]), .listLines(indentation: indentation))
    case (_, let position): return YAMLWriter.scalar(text(value), inFlow: position.isFlow)
    }
  }

  private static func orNone(_ items: [String]) -> [String] { items.isEmpty ? ["none"] : items }

  private static func quoted(
    _ parts: [Resolved], _ inSequence: Bool, separator: String, _ body: (String) -> String
  ) -> [UInt8] {
    if parts.count == 1, inSequence, case .value(.list(let items), _) = parts[0], !items.isEmpty {
      return Array(items.map(body).joined(separator: separator).utf8)
    }
    return join(parts) { body(text($0)) }
  }

  /// Single quotes have no escapes: a value that they can't hold turns them into double ones.
  private static func singleQuoted(_ parts: [Resolved], _ inSequence: Bool) -> [UInt8] {
    let values = parts.compactMap { if case .value(let value, _) = $0 { text(value) } else { nil } }
    if values.allSatisfy({ YAMLWriter.singleQuotedBody($0) != nil }) {
      return [.apostrophe]
        + quoted(parts, inSequence, separator: "', '") { YAMLWriter.singleQuotedBody($0) ?? "" } + [
          .apostrophe
        ]
    }
    let whole = parts.map { part in
      if case .text(let bytes) = part {
        return String(decoding: bytes, as: UTF8.self).replacing("''", with: "'")
      }
      return text(part)
    }
    return Array(YAMLWriter.doubleQuoted(whole.joined()).utf8)
  }

  /// A block keeps its form where that can hold the values; else the whole becomes a double-quoted scalar.
  private static func block(_ parts: [Resolved], _ block: SlotPlace.Block) -> [UInt8] {
    var isHeld = true
    var text: [UInt8] = []
    var lastValue = 0
    for (index, part) in parts.enumerated().dropFirst(block.header.parts) {
      switch part {
      case .text(let bytes):
        text += withoutMargin(
          bytes, block.indentation, atLineStart: index == block.header.parts, block.isFolded)
      case .value:
        let value = self.text(part)
        let isFirst = text.allSatisfy { $0 == .newline }
        text += Array(value.utf8)
        lastValue = text.count
        let isLast = index == parts.count - 1 || (index == parts.count - 2 && isBlank(parts[index + 1]))
        if !canHold(value, block, isFirst: isFirst, isLast: isLast) { isHeld = false }
      }
    }
    if isHeld {
      let margin = [UInt8](repeating: .space, count: block.indentation)
      return block.header.mark + join(Array(parts[..<block.header.parts])) { oneLine(self.text($0)) }
        + join(parts[block.header.parts...], settingIn: margin) { Array(self.text($0).utf8) }
    }
    let lineEnds = text[lastValue...].reversed().prefix { $0 == .newline }.count
    text.removeLast(lineEnds - min(lineEnds, block.header.keptLineEnds))
    // A block may begin at its key's own margin, a quoted scalar may not.
    let margin: [UInt8] = block.header.isFirst ? [.space] : []
    return margin + Array(YAMLWriter.doubleQuoted(String(decoding: text, as: UTF8.self)).utf8) + [.newline]
  }

  private static func isBlank(_ part: Resolved) -> Bool {
    if case .text(let bytes) = part { bytes.allSatisfy { $0 == .newline || $0.isBlank } } else { false }
  }

  private static func canHold(_ value: String, _ block: SlotPlace.Block, isFirst: Bool, isLast: Bool) -> Bool
  {
    let bytes = Array(value.utf8)
    guard let first = bytes.first, let last = bytes.last else { return !isFirst && !isLast }
    if isFirst, first.isBlank || first == .newline { return false }
    if isLast, last == .newline { return false }
    if block.isFolded, bytes.contains(.newline) || first.isBlank || last.isBlank { return false }
    return YAMLWriter.literalBlock("x" + value, indentation: 1) != nil
  }

  private static func withoutMargin(_ bytes: [UInt8], _ indentation: Int, atLineStart: Bool, _ isFolded: Bool)
    -> [UInt8]
  {
    var result: [UInt8] = []
    var isStart = atLineStart
    var margin = 0
    for (index, byte) in bytes.enumerated() {
      if isStart, byte == .space, margin < indentation {
        margin += 1
        continue
      }
      let isInner = index + 1 < bytes.count
      result.append(byte == .newline && isFolded && isInner ? .space : byte)
      isStart = byte == .newline
      if isStart { margin = 0 }
    }
    return result
  }

  // MARK: Body

  /// A value on one line: what breaks or controls lines becomes a blank.
  static func oneLine(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isBreak =
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar == "\u{2028}"
        || scalar == "\u{2029}" || scalar == "\u{FFFE}" || scalar == "\u{FFFF}"
      result.append(isBreak ? " " : scalar)
    }
    return String(result)
  }

  private static func withoutCommentEnd(_ text: String) -> String {
    text.replacing("-->", with: "--&gt;").replacing("--!>", with: "--!&gt;")
  }

  /// Parts with the later lines of each value set in, so that they stay part of the block, item or paragraph.
  private static func join(
    _ parts: ArraySlice<Resolved>, settingIn margin: [UInt8], _ write: (SlotValue) -> [UInt8]
  ) -> [UInt8] {
    var result: [UInt8] = []
    var isBehindValue = false
    for part in parts {
      switch part {
      case .text(let bytes):
        if isBehindValue, result.last == .newline, bytes.first != .newline { result += margin }
        result += bytes
        isBehindValue = false
      case .value(let value, _):
        for byte in write(value) {
          if isBehindValue, result.last == .newline, byte != .newline { result += margin }
          result.append(byte)
          isBehindValue = true
        }
      }
    }
    return result
  }

  // MARK: Values

  private static func text(_ part: Resolved) -> String {
    switch part {
    case .text(let bytes): String(decoding: bytes, as: UTF8.self)
    case .value(let value, _): text(value)
    }
  }

  private static func text(_ value: SlotValue) -> String {
    switch value {
    case .text(let text), .date(let text): text
    case .verbatim(let bytes): String(decoding: bytes, as: UTF8.self)
    case .list(let items): items.isEmpty ? "none" : items.joined(separator: ", ")
    case .null, .left: "none"
    }
  }

  private static func bytes(_ value: SlotValue, listSeparator: String, listStart: String) -> [UInt8] {
    switch value {
    case .verbatim(let bytes): bytes
    case .list(let items) where !items.isEmpty:
      Array(bodyText(listStart + items.joined(separator: listSeparator)).utf8)
    default: Array(bodyText(text(value)).utf8)
    }
  }

  /// A text as it can stand in the body: LF for every line end, a picture for NUL.
  static func bodyText(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == .carriageReturn || $0 == 0 }) else { return text }
    return text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\0", with: "\u{2400}")
  }

  private static func join(_ parts: [Resolved], _ write: (SlotValue) -> String) -> [UInt8] {
    join(parts) { Array(write($0).utf8) }
  }

  private static func join(_ parts: [Resolved], _ write: (SlotValue) -> [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for part in parts {
      switch part {
      case .text(let bytes): result += bytes
      case .value(let value, _): result += write(value)
      }
    }
    return result
  }

  /// A site with a slot that stays, as the template has it; other values beside it are put on its line.
  private static func unfilled(_ parts: [Resolved], at place: SlotPlace) -> [UInt8] {
    let inner = parts.flatMap { part -> [UInt8] in
      switch (part, place) {
      case (.text(let bytes), _): bytes
      case (.value(.left, let name), _): Array("{{\(name)}}".utf8)
      case (.value(let value, _), .doubleQuoted): Array(YAMLWriter.doubleQuotedBody(text(value)).utf8)
      case (.value(let value, _), .singleQuoted): Array(oneLine(text(value)).replacing("'", with: "''").utf8)
      case (.value(let value, _), _): Array(oneLine(text(value)).utf8)
      }
    }
    switch place {
    case .doubleQuoted: return [.quote] + inner + [.quote]
    case .singleQuoted: return [.apostrophe] + inner + [.apostrophe]
    case .block(let block): return block.header.mark + inner
    default: return inner
    }
  }
}
