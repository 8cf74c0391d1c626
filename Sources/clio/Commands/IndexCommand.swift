import Arguments
import History
import Index
import JSON
import Platform

enum IndexCommand: AppCommand {
  static let rebuild = Key.flag("rebuild", "empty the index and build it again")
  static let verify = Key.flag("verify", "compare every row with its file; exit with 1 if something differs")
  static let json = Key.flag("json", "print a JSON object")

  static let declaration = Command(
    name: "index", summary: "bring the index up to date, and say how it is",
    discussion: """
      Every reading command does so by itself: the index is a cache in .clio/, and deleting it costs nothing but time. \
      It is plain SQLite; docs/index.md has its tables.
      """,
    keys: [rebuild, verify, json],
    examples: [
      Example("clio index", "where it is and what is in it"),
      Example("clio index --verify", "is every row what its file says?"),
    ], section: "Find")

  static func run(_ session: Session) throws -> ExitStatus {
    let index = try session.index()
    if session[rebuild] { try index.startAnew() }
    let summary = try index.summary()
    let faults = session[verify] ? try index.verify() : []
    if session[json] {
      session.print([
        "path": index.path.map { .text(bytes: $0.bytes) } ?? .null, "records": JSON(summary.records),
        "prompts": JSON(summary.prompts), "decisions": JSON(summary.decisions),
        "unreadable": JSON(summary.unreadable),
        "bytes": JSON(summary.bytes),
        "faults": .array(
          faults.map {
            ["path": $0.path.map { .text(bytes: $0.bytes) } ?? .null, "message": .string($0.message)]
          }),
      ])
    } else {
      session.printSafely(
        "index    \(index.path?.description ?? "in memory; there is no place for it, or nothing to index")")
      session.printSafely(
        "records  \(summary.records)  (\(summary.prompts) prompts, \(summary.decisions) decisions)")
      if summary.unreadable > 0 { session.print("         \(summary.unreadable) can't be read") }
      for fault in faults {
        session.printSafely("differs  \(fault.path?.description ?? "the index"): \(fault.message)")
      }
      if session[verify], faults.isEmpty { session.print("verified: every row is what its file says") }
    }
    return faults.isEmpty ? .done : .findings
  }
}
