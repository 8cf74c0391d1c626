/// A template, taken apart once: what is copied as it is, and the places where values go.
public struct Template: Sendable {
  /// A slot and where it stands.
  public struct Slot: Equatable, Sendable {
    /// The name between the braces.
    public let name: String
    /// The line in the template, from 1.
    public let line: Int
    /// Whether a value stands there byte for byte.
    public let isVerbatim: Bool
  }

  /// Why a template can't be used, and where.
  public struct Fault: Error, Equatable, Sendable {
    /// The line in the template, from 1; 0 for the file as a whole.
    public let line: Int
    /// What is wrong and what to do, as a sentence without a full stop.
    public let message: String

    /// Notes a fault.
    public init(line: Int, message: String) { (self.line, self.message) = (line, message) }
  }

  /// The slots in order; one name may come twice.
  public let slots: [Slot]
  let pieces: [TemplatePiece]
  let hasFrontMatter: Bool

  /// Takes a template apart. Line ends become LF; a byte order mark is dropped.
  public init(_ source: [UInt8]) throws(Fault) {
    guard String(validating: source, as: UTF8.self) != nil, !source.contains(0) else {
      throw Fault(line: 0, message: "the template is not text: it is not valid UTF-8, or has a NUL in it")
    }
    var text = source.hasPrefix(byteOrderMark, at: 0) ? Array(source[byteOrderMark.count...]) : source
    if text.contains(.carriageReturn) { text = Self.withNewlines(text) }
    if let last = text.last, last != .newline { text.append(.newline) }

    var pieces: [TemplatePiece] = []
    var bodyStart = 0
    var line = 1
    if let first = text.line(at: 0), FrontMatter.isFence(text, first) {
      var offset = first.next
      while let next = text.line(at: offset), !FrontMatter.isFence(text, next) { offset = next.next }
      guard offset < text.count else {
        throw Fault(line: 1, message: "the front matter is never closed; add a line '---' after its last key")
      }
      pieces.append(.literal(Array(text[..<first.next])))
      try Self.checkControls(text, first.next..<offset)
      var lexer = FrontMatterLexer(text, first.next..<offset, firstLine: 2)
      pieces += try lexer.run()
      line = text[..<offset].count { $0 == .newline } + 1
      bodyStart = offset
    }
    let hasFrontMatter = bodyStart > 0
    pieces += BodyLexer.pieces(text, bodyStart..<text.count, firstLine: line)
    self.init(pieces, hasFrontMatter: hasFrontMatter)
  }

  private init(_ pieces: [TemplatePiece], hasFrontMatter: Bool) {
    self.pieces = pieces
    self.hasFrontMatter = hasFrontMatter
    slots = pieces.flatMap { piece -> [Slot] in
      guard case .site(let place, let parts) = piece else { return [] }
      return parts.compactMap {
        if case .slot(let name, let line) = $0 {
          Slot(name: name, line: line, isVerbatim: place == .ownLine)
        } else {
          nil
        }
      }
    }
  }

  /// The template with a part of its own text exchanged; slots stay.
  func replacing(_ old: String, with new: String) -> Template {
    let pieces = pieces.map { piece -> TemplatePiece in
      guard case .literal(let bytes) = piece else { return piece }
      return .literal(Array(String(decoding: bytes, as: UTF8.self).replacing(old, with: new).utf8))
    }
    return Template(pieces, hasFrontMatter: hasFrontMatter)
  }

  /// CRLF and lone CR as LF.
  private static func withNewlines(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for (index, byte) in text.enumerated() {
      guard byte == .carriageReturn else {
        result.append(byte)
        continue
      }
      if index + 1 == text.count || text[index + 1] != .newline { result.append(.newline) }
    }
    return result
  }

  /// Front matter has no room for what can't be seen: YAML refuses controls, and takes some separators for line
  /// breaks, behind which a comment is none any more.
  private static func checkControls(_ text: [UInt8], _ range: Range<Int>) throws(Fault) {
    var line = 2
    for scalar in text.string(range).unicodeScalars {
      if scalar == "\n" {
        line += 1
      } else if isControl(scalar), scalar != "\t" {
        throw Fault(
          line: line,
          message:
            "the front matter has a character that can't be seen, U+\(String(scalar.value, radix: 16, uppercase: true)); remove it"
        )
      }
    }
  }

  /// Whether a slot occurs anywhere.
  public func has(_ name: String) -> Bool { slots.contains { $0.name == name } }
}

extension Template.Fault {
  /// The fault of a template whose front matter, filled, is not YAML.
  init?(_ block: FrontMatter?, of filled: [UInt8]) {
    guard let failure = block?.failure else { return nil }
    let line = filled[..<failure.offset].count { $0 == .newline } + 1
    self.init(
      line: 0,
      message: "filled, its front matter is not YAML: \(failure.reason), in line \(line) of the record")
  }
}

/// Cuts the body of a template into pieces, line by line.
enum BodyLexer {
  static func pieces(_ text: [UInt8], _ range: Range<Int>, firstLine: Int) -> [TemplatePiece] {
    var pieces: [TemplatePiece] = []
    var literal = range.lowerBound
    var number = firstLine
    var isInComment = false
    for line in text.lines(range) {
      defer { number += 1 }
      let parts = SlotSyntax.parts(of: text, line.content, line: number)
      let startsInComment = isInComment
      isInComment = text.endsInComment(line.content, startsInComment)
      guard SlotSyntax.hasSlot(parts) else { continue }
      if literal < line.content.lowerBound {
        pieces.append(.literal(Array(text[literal..<line.content.lowerBound])))
      }
      literal = line.content.upperBound
      pieces += sites(text, line, parts, startsInComment: startsInComment)
    }
    if literal < range.upperBound { pieces.append(.literal(Array(text[literal..<range.upperBound]))) }
    return pieces
  }

  private static func sites(
    _ text: [UInt8], _ line: Line, _ parts: [TemplatePart], startsInComment: Bool
  ) -> [TemplatePiece] {
    if case .slot = parts[0], !startsInComment, parts.dropFirst().allSatisfy(isBlank) {
      return [.site(.ownLine, [parts[0]])] + parts.dropFirst().compactMap { $0.literal.map { .literal($0) } }
    }
    let place = outside(text, line)
    var result: [TemplatePiece] = []
    var isInComment = startsInComment
    for part in parts {
      switch part {
      case .text(let literal):
        isInComment = literal.endsInComment(0..<literal.count, isInComment)
        result.append(.literal(literal))
      case .slot: result.append(.site(isInComment ? .htmlComment : place, [part]))
      }
    }
    return result
  }

  private static func isBlank(_ part: TemplatePart) -> Bool { part.literal?.allSatisfy(\.isBlank) ?? false }

  private static func outside(_ text: [UInt8], _ line: Line) -> SlotPlace {
    if Heading(text, line) != nil { return .heading }
    let trimmed = text.trimmed(line.content)
    if text[trimmed.lowerBound] == UInt8(ascii: "|") { return .tableCell }
    let margin = trimmed.lowerBound - line.content.lowerBound
    let first = text[trimmed.lowerBound]
    let isItem = first == .dash || first == UInt8(ascii: "*") || first == UInt8(ascii: "+")
    return .inline(indentation: max(2, isItem ? margin + 2 : margin))
  }
}
