/// Adds to the words of a query what else may have been written for them.
struct Widening {
  /// Words of the index with the same beginning, as stems.
  let stems: (_ beginning: String) -> [String]
  /// Whether a related word is rare enough to tell one record from another.
  var isTelling: (Query.Form) -> Bool = { _ in true }
  /// Whether the index has it.
  var isKnown: (Query.Form) -> Bool = { _ in false }

  /// A query with more words than these says enough by itself.
  private static let mostTerms = 12
  /// More words than these make no word together.
  private static let mostParts = 5
  /// More forms than these are left out.
  private static let mostForms = 24
  /// How much a word counts that comes from the same root.
  private static let derivedWeight = 0.3

  /// The query without words that only hold a sentence together, its other words with those that stand for them.
  func widened(_ query: Query) -> Query {
    guard let root = query.root else { return query }
    let telling = Query(text: query.text, root: Self.withoutFunctionWords(root))
    guard telling.wantedTerms.count <= Self.mostTerms else { return telling }
    return Query(text: query.text, root: Self.withoutFunctionWords(withCompounds(widened(root))))
  }

  /// The words with those that they make together: `gitops` for `git ops`. A word that holds a sentence together is a
  /// part only where nothing else was typed (`log in`): in `cookie in secure context` nobody means `insecure`.
  private func withCompounds(_ root: Query.Node) -> Query.Node {
    guard case .and(var nodes) = root else { return root }
    let terms = nodes.map { node -> Query.Term? in
      if case .text(let term) = node, term.isPart { term } else { nil }
    }
    for start in terms.indices {
      var compound = ""
      for end in start..<min(start + Self.mostParts, terms.count) {
        guard let term = terms[end] else { break }
        compound += term.tokens[0]
        let form = Query.Form(words: [compound], isCompound: true)
        let isAll = end - start + 1 == terms.count
        guard end > start, isAll || terms[start...end].allSatisfy({ $0?.isFunctionWord == false }),
          isKnown(form)
        else { continue }
        for index in start...end { nodes[index].widen(with: form) }
      }
    }
    return .and(nodes)
  }

  /// Not in `OR`, nor where nothing else is wanted of the text.
  private static func withoutFunctionWords(_ root: Query.Node) -> Query.Node {
    guard case .and(let nodes) = root else { return root }
    let kept = nodes.filter { node in if case .text(let term) = node { !term.isFunctionWord } else { true } }
    let isText = kept.contains { node in
      if case .filter = node { false } else if case .not = node { false } else { true }
    }
    return isText ? .all(kept) ?? root : root
  }

  private func widened(_ node: Query.Node) -> Query.Node {
    switch node {
    case .text(var term):
      term.wider = forms(for: term)
      return .text(term)
    case .and(let nodes): return .and(nodes.map(widened))
    case .or(let nodes): return .or(nodes.map(widened))
    case .filter, .not: return node
    }
  }

  private func forms(for term: Query.Term) -> [Query.Form] {
    guard let word = term.plainWord else { return [] }
    let stem = Porter.stem(word)
    var seen: Set<[UInt8]> = [stem]
    var forms: [Query.Form] = []
    for table in [WordTable.inflections, .abbreviations, .related] {
      for entry in table.words(for: word, stem: stem) {
        let words = entry.split(separator: "-").map(String.init)
        let key = words.count == 1 ? Porter.stem(Array(entry.utf8)) : Array(entry.utf8)
        if seen.insert(key).inserted { forms.append(Query.Form(words: words, weight: table.weight)) }
      }
    }
    for other in derived(from: stem) where seen.insert(Array(other.utf8)).inserted {
      forms.append(Query.Form(words: [other], weight: Self.derivedWeight))
    }
    return Array(forms.lazy.filter { $0.isSame || isTelling($0) }.prefix(Self.mostForms))
  }

  /// Stems of the index that come from the same root: `registr` of `registration` for `regist` of `registered`.
  private func derived(from stem: [UInt8]) -> [String] {
    guard stem.count > 3 else { return [] }
    // Where what is left of the stem is an ending: the same for all others. They begin with the shortest root.
    let isRoot = stem.indices.map { $0 > 3 && $0 >= stem.count - 3 && Self.isEnding(stem[$0...]) } + [true]
    let beginning = stem.prefix(isRoot.firstIndex(of: true) ?? stem.count)
    return stems(String(decoding: beginning, as: UTF8.self)).filter { other in
      let other = Array(other.utf8)
      var shared = 0
      while shared < min(stem.count, other.count), stem[shared] == other[shared] { shared += 1 }
      guard isRoot[shared], Self.isEnding(other[shared...]), other.allSatisfy(\.isLower) else { return false }
      // The engine stems what it is asked for once more.
      return Porter.stem(other) == other
    }
  }

  private static func isEnding(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.isEmpty || rest.count <= longestEnding && endings.contains(String(decoding: rest, as: UTF8.self))
  }

  private static let longestEnding = endings.map(\.utf8.count).max() ?? 0
  private static let endings: Set<String> = [
    "at", "ion", "ur", "r", "or", "er", "ar", "ation", "iv", "al", "ic", "ibl", "abl", "e", "i", "ed",
    "ing",
    "ment",
    "ent", "ant", "anc", "enc", "ism", "ist", "iz", "is", "if", "ific", "it", "ous", "ness", "ful", "less",
    "s", "es",
    "ori", "ator",
  ]
}

extension Query.Node {
  /// Adds a spelling to a term.
  fileprivate mutating func widen(with form: Query.Form) {
    guard case .text(var term) = self else { return }
    term.wider.append(form)
    self = .text(term)
  }
}

extension Query.Term {
  /// The term as one word of small letters; nil for phrases, prefixes, identifiers and the like.
  var plainWord: [UInt8]? {
    guard style == .word, !isOpenEnded, tokens.count == 1, let token = tokens.first else { return nil }
    // `k8s` and `i18n` are words, `getSession` is none.
    guard parts == tokens || text.utf8.allSatisfy({ $0.isLower || $0.isDigit }) else { return nil }
    let word = Folding.fold(Array(token.utf8))
    return word.count > 1 && word.count < 40 && word.allSatisfy { $0.isLower || $0.isDigit } ? word : nil
  }

  /// Whether it may be a part of a word, such as `oauth` and `2`.
  fileprivate var isPart: Bool {
    style == .word && column == nil && !isOpenEnded && tokens.count == 1
      && (parts == tokens || plainWord != nil)
  }

  /// Whether it only holds a sentence together. Written in capitals a word is the name of something.
  var isFunctionWord: Bool {
    guard style == .word, column == nil, tokens.count == 1, let token = tokens.first else { return false }
    let isName = text.utf8.count > 1 && text.utf8.allSatisfy { $0.isUpper }
    return !isName && Query.functionWords.contains(token)
  }
}
