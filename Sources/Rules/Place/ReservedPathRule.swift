import Records

/// Told of a file that could not be opened for being a link; there is no record to look at.
enum ReservedPathRule: Rule {
  static let about = About(
    "reserved-path", .place, .error,
    summary: "a symbolic link stands where a record should be",
    reason:
      "A link can lead out of the tree, to a file that others may change or that should not be shown. clio follows none.",
    mend: .hand("put the record itself there"), examples: [])

  static func check(_ subject: Subject, _ findings: inout Findings) {}
}
