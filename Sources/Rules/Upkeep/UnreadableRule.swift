import Records

/// Told of a file that could not be read; there is no record to look at.
enum UnreadableRule: Rule {
  static let about = About(
    "unreadable", .upkeep, .error,
    summary: "a file of a record folder can't be read",
    reason: "What can't be read can't be checked, and must not pass for having been.",
    mend: .hand("look at the file's permissions and size"), examples: [])

  static func check(_ subject: Subject, _ findings: inout Findings) {}
}
