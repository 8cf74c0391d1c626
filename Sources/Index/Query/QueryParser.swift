import Platform
import Records

/// Puts the pieces of a query together, by recursive descent.
struct QueryParser {
  let bytes: [UInt8]
  let today: CalendarDate
  let root: Path
  let folder: Path
  let suggestions: (_ word: String, _ candidates: [String]) -> [String]
  var notes: [QueryNote] = []

  private let tokens: [QueryToken]
  private var position = 0
  private var leaves = 0
  /// Words without anything to search for.
  private var unsearchable: [Range<Int>] = []
  /// How many of the open parentheses are too deep and ignored.
  private var ignoredOpens = 0

  init(
    _ bytes: [UInt8], today: CalendarDate, root: Path, folder: Path,
    suggestions: @escaping (_ word: String, _ candidates: [String]) -> [String]
  ) {
    self.bytes = bytes
    self.today = today
    (self.root, self.folder) = (root, folder)
    self.suggestions = suggestions
    var lexer = QueryLexer(bytes)
    tokens = Self.withoutIdleSigns(lexer.tokens())
  }

  /// Without an OR or AND that has nothing on one side; where there is nothing else, it is a word.
  private static func withoutIdleSigns(_ tokens: [QueryToken]) -> [QueryToken] {
    func isSign(_ token: QueryToken) -> Bool { token.kind == .or || token.kind == .and }
    var kept: [QueryToken] = []
    for (index, token) in tokens.enumerated() {
      if isSign(token) {
        let before = kept.last
        let after = tokens[index...].first { !isSign($0) }
        if before == nil || before?.kind == .open || after == nil || after?.kind == .close { continue }
      }
      kept.append(token)
    }
    return kept.contains { [.word, .phrase, .not].contains($0.kind) } ? kept : tokens
  }

  /// The whole query; nil if it wants nothing in particular.
  mutating func parse() -> Query.Node? {
    let root = sequence(depth: 0)
    for range in unsearchable {
      notes.append(
        QueryNote(.unsearchable, range, "\(excerpt(range)) has neither letters nor digits to search for"))
    }
    // Somebody who asks for a smiley alone must not be shown everything.
    return root ?? (unsearchable.isEmpty ? nil : .or([]))
  }

  /// Things that are all wanted, up to the closing parenthesis.
  private mutating func sequence(depth: Int) -> Query.Node? {
    var wanted: [Query.Node] = []
    while position < tokens.count {
      if tokens[position].kind == .close {
        if ignoredOpens > 0 {
          ignoredOpens -= 1
        } else if depth > 0 {
          break
        }
        position += 1
      } else if tokens[position].kind == .bar {
        position += 1
      } else if let node = alternatives(depth: depth) {
        wanted.append(node)
      }
    }
    return .all(wanted)
  }

  private mutating func alternatives(depth: Int) -> Query.Node? {
    var options = [conjunction(depth: depth)].compactMap { $0 }
    while let next = operand(after: [.or, .bar]) {
      position = next
      if let node = conjunction(depth: depth) { options.append(node) }
    }
    return .any(options)
  }

  private mutating func conjunction(depth: Int) -> Query.Node? {
    var wanted = [operand(depth: depth)].compactMap { $0 }
    while let next = operand(after: [.and]) {
      position = next
      if let node = operand(depth: depth) { wanted.append(node) }
    }
    return .all(wanted)
  }

  /// Where the operand stands that follows one or more signs here; nil if these are no operators.
  private func operand(after signs: [QueryToken.Kind]) -> Int? {
    var next = position
    while next < tokens.count, signs.contains(tokens[next].kind) { next += 1 }
    guard next > position, next < tokens.count, tokens[next].kind != .close, tokens[next].kind != .bar else {
      return nil
    }
    return next
  }

  private mutating func operand(depth: Int) -> Query.Node? {
    var isNegated = false
    while position < tokens.count {
      let token = tokens[position]
      switch token.kind {
      case .minus:
        position += 1
        isNegated.toggle()
      case .not where operand(after: [.not]) != nil:
        position += 1
        isNegated.toggle()
      case .open where depth >= Query.maximumDepth:
        if ignoredOpens == 0 {
          notes.append(
            QueryNote(.limit, token.range, "parentheses are nested too deeply; the inner ones are ignored"))
        }
        ignoredOpens += 1
        position += 1
      case .open:
        position += 1
        let node = sequence(depth: depth + 1)
        if position < tokens.count { position += 1 }
        return isNegated ? node?.negated : node
      case .close: return nil
      case .bar:
        position += 1
        return nil
      case .or, .and, .not, .word, .phrase:
        position += 1
        let node = leaf(token)
        return isNegated ? node?.negated : node
      }
    }
    return nil
  }

  private mutating func leaf(_ token: QueryToken) -> Query.Node? {
    guard leaves < Query.maximumTerms else {
      if leaves == Query.maximumTerms {
        leaves += 1
        notes.append(
          QueryNote(
            .limit, token.range.lowerBound..<bytes.count,
            "only the first \(Query.maximumTerms) words are searched for"))
      }
      return nil
    }
    if token.isUnclosed {
      notes.append(
        QueryNote(
          .unclosedQuote, token.range, "a quotation mark is not closed; the phrase goes on to the end"))
    }
    if let field = token.field {
      let name = text(field).lowercased()
      if let column = Query.Column(rawValue: name) { return term(token, column: column) }
      if let field = Query.Field(rawValue: name) { return filter(token, field) }
    } else if token.kind == .word {
      noteMistypedField(token)
    }
    return term(token, column: nil)
  }

  private mutating func filter(_ token: QueryToken, _ field: Query.Field) -> Query.Node? {
    let reader = FilterReader(
      field: field, today: today, root: root, folder: folder, suggestions: suggestions)
    let (value, problem) = reader.read(text(token.content))
    if let problem {
      let name = field.rawValue
      notes.append(
        QueryNote(
          .unknownValue, token.range, problem.message, suggestions: problem.values.map { name + ":" + $0 }))
    }
    guard let value else {
      // The name goes along as a word: so it was typed.
      var words = token
      words.content = token.range
      return term(words, column: nil)
    }
    leaves += 1
    return .filter(
      Query.Filter(field: field, value: value, range: token.range, written: text(token.range)))
  }

  private mutating func term(_ token: QueryToken, column: Query.Column?) -> Query.Node? {
    var content = token.content
    var isPrefix = token.isPrefix
    if token.kind == .word, let star = firstStar(content) {
      let rest = (star + 1)..<content.upperBound
      if !Tokenizer.words(bytes, in: rest).isEmpty {
        notes.append(
          QueryNote(
            .misplacedStar, token.range,
            "* works at the end of a word only; looking for words that begin with \(excerpt(content.lowerBound..<star))"
          ))
      }
      content = content.lowerBound..<star
      isPrefix = true
    }
    let style: Query.Term.Style = isPrefix ? .prefix : token.kind == .phrase ? .phrase : .word
    guard let term = Query.Term(bytes, content, range: token.range, style: style, column: column) else {
      if token.kind != .phrase || !content.isEmpty { unsearchable.append(token.range) }
      return nil
    }
    if term.isCut {
      notes.append(
        QueryNote(
          .limit, token.range, "only the first \(Query.Term.maximumTokens) words of a phrase are searched for"
        ))
    }
    leaves += 1
    return .text(term)
  }

  /// The first star after a word character.
  private func firstStar(_ range: Range<Int>) -> Int? {
    guard let first = Tokenizer.words(bytes, in: range).first else { return nil }
    return bytes[first.upperBound..<range.upperBound].firstIndex(of: UInt8(ascii: "*"))
  }

  /// A note if a word looks like a field whose name is nearly right.
  private mutating func noteMistypedField(_ token: QueryToken) {
    guard let colon = bytes[token.content].firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = token.content.lowerBound..<colon
    guard name.count >= 3, bytes[name].allSatisfy(\.isLetter), colon + 1 < bytes.count else { return }
    let next = bytes[colon + 1]
    let isAddress = [UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "\\")].contains(next)
    guard !isAddress, colon + 1 < token.content.upperBound || next == UInt8(ascii: "\"") else { return }
    let word = text(name).lowercased()
    guard !Query.fieldNames.contains(word) else { return }
    let value = text((colon + 1)..<token.content.upperBound)
    let near = suggestions(word, Query.fieldNames).map { $0 + ":" + value }
    guard !near.isEmpty else { return }
    notes.append(
      QueryNote(.unknownField, token.range, "there is no field \(excerpt(name))", suggestions: near))
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// A part of the query for a note, not too long.
  private func excerpt(_ range: Range<Int>) -> String {
    let text = text(range)
    return text.count > 40 ? "“\(text.prefix(39))…”" : "“\(text)”"
  }
}
