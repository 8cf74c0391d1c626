import Records

enum StageUnknownRule: Rule {
  static let about = About(
    "stage-unknown", .place, .error, exceptions: "a warning for a word that is known to mean one of the ten",
    scope: .prompts,
    summary: "the stage is none of the ten",
    reason: "The stages are a small fixed set, so that work of one kind can be found: "
      + Stage.allCases.map(\.rawValue).joined(separator: ", ") + ".",
    mend: .fix("writes the stage that a known other word means"),
    examples: [
      Example(
        Example.prompt(stage: "⟦implementation⟧"),
        at: "history/prompts/001-auth/0003-fix-login.green.prompt.md",
        note: "a warning", mended: true),
      Example(
        Example.prompt(stage: "⟦continuation⟧"),
        at: "history/prompts/001-auth/0003-fix-login.continuation.prompt.md"),
      Example(Example.prompt()),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    guard let stage = subject.field("stage"), let range = stage.range,
      Stage(rawValue: stage.value.lowercased()) == nil
    else { return }
    guard let meant = Stage(naming: stage.value) else {
      let guess = Stage.allCases.first { near(stage.value.lowercased(), $0.rawValue) }
      return findings.add(
        "`\(stage.value)` is no stage" + (guess.map { "; did you mean `\($0.rawValue)`?" } ?? ""), at: range,
        remedy: "stages are: " + Stage.allCases.map(\.rawValue).joined(separator: ", "))
    }
    findings.add(
      "`\(stage.value)` is another word for `\(meant.rawValue)`", at: range, severity: .warning,
      remedy: "write `\(meant.rawValue)`",
      fix: subject.record.edits(setting: "stage", to: .text(meant.rawValue)).map {
        ("writes \(meant.rawValue)", $0)
      })
  }

  /// Whether one letter was added, left out, exchanged or swapped.
  private static func near(_ one: String, _ other: String) -> Bool {
    let (a, b) = (Array(one.utf8), Array(other.utf8))
    guard abs(a.count - b.count) <= 1, a.count > 2 else { return false }
    var head = 0
    while head < min(a.count, b.count), a[head] == b[head] { head += 1 }
    var tail = 0
    while tail < min(a.count, b.count) - head, a[a.count - 1 - tail] == b[b.count - 1 - tail] { tail += 1 }
    let (left, right) = (a[head..<(a.count - tail)], b[head..<(b.count - tail)])
    return max(left.count, right.count) <= 1 || (left.count == 2 && right.elementsEqual(left.reversed()))
  }
}
