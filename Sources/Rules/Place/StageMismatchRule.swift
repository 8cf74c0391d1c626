import Records

enum StageMismatchRule: Rule {
  static let about = About(
    "stage-mismatch", .place, .error, scope: .prompts,
    summary: "the file's name and the record give different stages",
    reason: "Either a list by stage or a look at the folder is wrong.",
    mend: .hand("decide which is right; `clio move` renames the file by its front matter"),
    examples: [
      Example(Example.prompt(stage: "⟦green⟧")), Example(Example.prompt()),
      Example(
        Example.prompt(stage: "green"), at: "history/prompts/001-auth/0003-fix-login.implement.prompt.md",
        note: "an alias is the same stage"),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    guard let stage = subject.field("stage"), let range = stage.range, let named = subject.record.name.stage
    else { return }
    guard stage.value.lowercased() != named.lowercased() else { return }
    // A stage that there isn't is told of by itself.
    guard let said = Stage(naming: stage.value), said != Stage(naming: named) else { return }
    findings.add(
      "the record says \(stage.value), its name \(named)", at: range,
      remedy: "decide which is right; `clio move` renames the file by its front matter")
  }
}
