import Records

/// The words by which records cite numbers that become others.
package struct Citation {
  private let kind: Kind
  private let numbers: [Int: String]

  /// The new numbers of records of a kind, by their old ones.
  package init(kind: Kind, numbers: [Int: String]) { (self.kind, self.numbers) = (kind, numbers) }

  /// A record with `ADR-0007`, and bare numbers in its link fields, corrected; what was said stays.
  package func corrected(in record: Record) -> [UInt8] {
    let text = LinkRewriter.replacingWords(in: record, replacement)
    guard kind == .decision else { return text }
    return withFields(Record(text, name: [], kind: record.kind))
  }

  /// What a word such as `ADR-0007` becomes.
  package func replacement(_ word: [UInt8]) -> [UInt8]? {
    guard word.count > 4, word[3] == UInt8(ascii: "-"),
      String(decoding: word[..<3], as: UTF8.self).lowercased() == kind.rawValue,
      let number = RecordNumber(leading: word), number.range.upperBound == word.count,
      let new = numbers[number.value]
    else { return nil }
    return word[..<number.range.lowerBound] + Array(new.utf8)
  }

  /// The fields that name decisions.
  package func withFields(_ record: Record) -> [UInt8] {
    let fields = ["supersedes", "superseded_by", "amends", "amended_by", "relates_to"]
    var values = fields.compactMap { record.frontMatter?.entry($0)?.value }
    if let links = record.frontMatter?.entry("links")?.value, let adr = links.entry("adr")?.value {
      values.append(adr)
    }
    let edits = values.flatMap(\.scalars).compactMap { text, range -> Edit? in
      guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
        let new = Int(text).flatMap({ numbers[$0] })
      else { return nil }
      return Edit(range, "\"\(new)\"")
    }
    return record.text.applying(edits)
  }

  /// The number at the beginning of a link's own words, as adr-tools writes them: `[7. Use PostgreSQL](0007-….md)`.
  /// `targets` are the paths that the links may lead to, each with the old number of what is there.
  package func correctedLinkTexts(in record: Record, at path: [UInt8], to targets: [[UInt8]: Int]) -> [UInt8]
  {
    let edits = LinkRewriter.links(in: record, at: path).compactMap { words, paths -> Edit? in
      let digits = record.text[words].prefix { $0 >= 0x30 && $0 <= 0x39 }
      let end = words.lowerBound + digits.count
      guard !digits.isEmpty, end < words.upperBound, record.text[end] == UInt8(ascii: "."),
        let old = paths.lazy.compactMap({ targets[$0] }).first, let new = numbers[old],
        Int(String(decoding: digits, as: UTF8.self)) == old
      else { return nil }
      return Edit(words.lowerBound..<end, Int(new).map(String.init) ?? new)
    }
    return record.text.applying(edits)
  }
}

extension FrontMatter.Value {
  /// The scalars of a value with their places.
  fileprivate var scalars: [(text: String, range: Range<Int>)] {
    switch self {
    case .scalar(let text, let range, _): [(text, range)]
    case .list(let items, _, _): items.flatMap(\.scalars)
    default: []
    }
  }
}
