import Arguments
import History
import Index
import JSON
import Platform

enum IndexCommand: AppCommand {
  static let rebuild = Key.flag("rebuild", "empty the index and build it again")
  static let status = Key.flag("status", "only look: what is in it, and how much has changed since")
  static let verify = Key.flag("verify", "compare every row with its file; exit with 1 if something differs")
  static let json = Key.flag("json", "print a JSON object")

  static let declaration = Command(
    name: "index", summary: "bring the index up to date, and say how it is",
    discussion: """
      Every reading command does so by itself: the index is a cache in .clio/, and deleting it costs nothing but time. \
      It is plain SQLite; docs/index.md has its tables.
      """,
    keys: [status, rebuild, verify, json],
    examples: [
      Example("clio index", "where it is and what is in it"),
      Example("clio index --status", "the same, without bringing it up to date"),
      Example("clio index --verify", "is every row what its file says?"),
    ], section: "Find")

  static func run(_ session: Session) throws -> ExitStatus {
    if session[status] {
      if session[rebuild] || session[verify] {
        throw Failure("--status only looks; it can't be had with --rebuild or --verify")
      }
      try show(try Index.status(of: try session.project()), session)
      return .done
    }
    let index = try session.index(anew: session[rebuild])
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
      session.printSafely("index    \(index.path?.description ?? placeless(index.project))")
      session.printSafely(
        "records  \(summary.records)  (\(summary.prompts) prompts, \(summary.decisions) decisions)")
      if summary.unreadable > 0 { session.print("         \(summary.unreadable) can't be read") }
      for fault in faults {
        let place = fault.path?.description.replacingLineBreaks ?? "the index"
        session.printSafely("differs  \(place): \(fault.message)")
      }
      if session[verify], faults.isEmpty { session.print("verified: every row is what its file says") }
    }
    return faults.isEmpty ? .done : .findings
  }

  /// Why there is no file.
  private static func placeless(_ project: Project) -> String {
    project.recordPlaces().isEmpty
      ? "none; there is nothing to index"
      : "in memory; neither .clio/ nor the user's cache folder can be written"
  }

  private static func show(_ status: IndexStatus, _ session: Session) throws {
    if session[json] {
      session.print([
        "path": status.path.map { .text(bytes: $0.bytes) } ?? .null, "size": JSON(status.bytes),
        "records": JSON(status.records), "changed": JSON(status.changed), "gone": JSON(status.gone),
        "fault": status.fault.map { .string($0) } ?? .null,
      ])
      return
    }
    guard let path = status.path else {
      session.print("index    none yet; \(status.changed) files to read")
      return
    }
    session.printSafely("index    \(path)  (\(status.bytes / 1024) KiB)")
    if let fault = status.fault {
      session.printSafely("fault    \(fault); the next command makes it anew")
    } else {
      session.print("records  \(status.records)")
    }
    let isFresh = status.changed == 0 && status.gone == 0
    session.print(
      isFresh
        ? "state    up to date" : "state    \(status.changed) files to read again, \(status.gone) are gone")
  }
}
