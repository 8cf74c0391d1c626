import Arguments
import History
import Platform
import Prompts
import Records

enum RedactCommand: AppCommand {
  static let dryRun = Key.flag("dry-run", short: "n", "say how many there are, and write nothing")

  static let declaration = Command(
    name: "redact", summary: "take credentials out of a record",
    discussion: """
      Each becomes `[REDACTED:kind]`, wherever it stands in the record; the proof of the prompt is then that of what \
      is left. What git has of it stays in git: revoke the credential where it was issued.
      """,
    keys: [ShowCommand.reference, dryRun, RecordCommand.feature],
    examples: [
      Example("clio redact 001-auth/3", "credentials of the well-known kinds, and those of clio.yml")
    ],
    section: "Record")

  static func run(_ session: Session) throws -> ExitStatus {
    let project = session[dryRun] ? try session.project() : try session.projectForWriting()
    let found = try ShowCommand.find(session[ShowCommand.reference], as: .prompt, project, session)
    let record = try ShowCommand.content(found)
    // Asked for by name, it is done whatever the configuration says of new records.
    let redactor = Redactor(patterns: project.configuration.redaction.patterns)
    let (text, count) = redacted(record, redactor)
    session.note("\(found.file.path): \(count) credentials\(session[dryRun] ? "" : " taken out")")
    guard count > 0, !session[dryRun] else { return .done }
    try project.apply([.replace(found.file.path, was: record.text, text)], durability: session.durability)
    if redactor.count(in: Array((record.title?.value ?? "").utf8)) > 0 {
      session.note("the name of the file came from its title: rename it, if it tells")
    }
    session.print(project.root.path.appending(bytes: found.file.path.bytes))
    return .done
  }

  /// The text of a record without credentials, with the proofs of what is left.
  private static func redacted(_ record: Record, _ redactor: Redactor) -> (text: [UInt8], count: Int) {
    let redaction = redactor.redacted(record.text)
    guard redaction.count > 0, var provenance = record.provenance, record.isProven else {
      return (redaction.text, redaction.count)
    }
    var text = redaction.text
    func prove(_ old: TextProof?, _ words: [UInt8]?) {
      guard let old, let words else { return }
      let new = KeptText(redactor.redacted(words).text)
      text = text.replacingFirst(
        "{bytes: \(old.count), sha256: \"\(old.sha256)\"", "{bytes: \(new.count), sha256: \"\(new.sha256)\"")
    }
    for (proof, words) in zip(provenance.prompts, record.prompts) { prove(proof, words) }
    prove(provenance.response, record.response)
    let before = "  redactions: \(provenance.redactions)\n"
    provenance.redactions += redaction.count
    return (text.replacingFirst(before, "  redactions: \(provenance.redactions)\n"), redaction.count)
  }
}

extension [UInt8] {
  /// The first occurrence of a text replaced.
  fileprivate func replacingFirst(_ old: String, _ new: String) -> [UInt8] {
    guard let found = firstRange(of: Array(old.utf8)) else { return self }
    return Array(self[..<found.lowerBound]) + Array(new.utf8) + self[found.upperBound...]
  }
}
