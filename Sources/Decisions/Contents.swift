import Records

/// A table of contents of decisions in Markdown: the same text for the same records, wherever and whenever it is made.
public enum Contents {
  /// A file that can't be read: it is listed with the reason.
  public struct Unreadable: Sendable {
    /// The path from the root.
    public let path: [UInt8]
    /// Why.
    public let reason: String

    /// A file with the reason.
    public init(path: [UInt8], reason: String) { (self.path, self.reason) = (path, reason) }
  }

  /// The contents, with links as they are written in a folder. Several folders get a heading each.
  public static func markdown(_ set: DecisionSet, unreadable: [Unreadable] = [], from folder: [UInt8])
    -> [UInt8]
  {
    var result = Array("# Decisions\n".utf8)
    let successors = set.successors()
    let folders = Set(set.all.map(\.folder) + unreadable.map { parent($0.path) })
      .sorted { $0.lexicographicallyPrecedes($1) }
    let byFolder = Dictionary(grouping: set.all.indices) { set.all[$0].folder }
    for each in folders {
      if folders.count > 1 { result += Array("\n## ".utf8) + escaped(each) + [.newline] }
      result.append(.newline)
      for index in byFolder[each] ?? [] {
        let decision = set.all[index]
        let date = decision.record.date.map { " · " + $0.value } ?? ""
        result += Array("- [".utf8) + escaped(Array(name(of: decision).utf8)) + Array("](".utf8)
        result += target(decision.path, from: folder)
        let isPending = !set.proposedSuccessors(index, successors).isEmpty
        // Which one took its place is told behind the status.
        let status = set.standing(index, successors).map(\.rawValue) ?? decision.shownStatus
        result += Array(") · ".utf8) + escaped(Array((status + date).utf8))
        for successor in successors[index] ?? [] {
          let other = set.all[successor]
          result +=
            Array(isPending ? " · to be superseded by [".utf8 : " · superseded by [".utf8)
            + escaped(Array(short(other).utf8)) + Array("](".utf8)
          result += target(other.path, from: folder) + Array(")".utf8)
        }
        result.append(.newline)
      }
      for file in unreadable where parent(file.path) == each {
        let name = LinkRewriter.relative(file.path, to: each)
        result += Array("- ".utf8) + escaped(name) + Array(" · can't be read: \(file.reason)\n".utf8)
      }
    }
    return result
  }

  private static func name(of decision: Decision) -> String {
    decision.numberText.map { "ADR-\($0): \(decision.title)" } ?? decision.title
  }

  private static func short(_ decision: Decision) -> String {
    decision.numberText.map { "ADR-\($0)" } ?? decision.title
  }

  private static func parent(_ path: [UInt8]) -> [UInt8] {
    path.lastIndex(of: slash).map { Array(path[..<$0]) } ?? []
  }

  private static func target(_ path: [UInt8], from folder: [UInt8]) -> [UInt8] {
    let relative = LinkRewriter.relative(path, to: folder)
    let isPlain = !relative.contains { $0.isBlank || [UInt8(ascii: "("), UInt8(ascii: ")")].contains($0) }
    return isPlain ? relative : [UInt8(ascii: "<")] + relative + [UInt8(ascii: ">")]
  }

  /// A text on one line in which nothing is Markdown or HTML.
  private static func escaped(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text {
      if "\\`*_[]<>".utf8.contains(byte) { result.append(.backslash) }
      result.append(byte < 0x20 ? .space : byte)
    }
    return result
  }
}
