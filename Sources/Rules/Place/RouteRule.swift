import Records

enum RouteRule: Rule {
  static let about = About(
    "route", .place, .warning, scope: .prompts,
    summary: "the record lies in a folder where nobody looks for its stage",
    reason:
      "Records of the project's principles lie in `constitution/`, of no feature in `general/`, and all others with their feature.",
    mend: .command("clio move REF"),
    examples: [
      Example(
        "⟦⟧" + Example.prompt(stage: "constitution", feature: "none"),
        at: "history/prompts/001-auth/0003-fix-login.constitution.prompt.md"),
      Example(
        "⟦⟧" + Example.prompt(stage: "general"),
        at: "history/prompts/001-auth/0003-fix-login.general.prompt.md"),
      Example("⟦⟧" + Example.prompt(), at: "history/prompts/general/0003-fix-login.red.prompt.md"),
      Example(
        Example.prompt(stage: "general", feature: "⟦001-auth⟧"),
        at: "history/prompts/general/0003-fix-login.general.prompt.md"),
      Example(Example.prompt(feature: "none"), at: "history/prompts/general/0003-fix-login.red.prompt.md"),
      Example(Example.prompt()), Example(Example.prompt(), at: "docs/prompts/0003-fix-login.red.prompt.md"),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    guard let stage = subject.record.knownStage, let folder = subject.routeFolder else { return }
    let feature = subject.record.feature
    let own = [Stage.constitution.rawValue, Stage.general.rawValue]
    if stage == .general, folder == stage.rawValue, let feature, !own.contains(feature),
      let range = subject.field("feature")?.range
    {
      return findings.add(
        "the stage general is tied to no feature, but the record names \(feature)", at: range,
        remedy: "choose another stage, such as misc, or write none for the feature")
    }
    let wanted: String
    switch stage {
    case .constitution where folder != stage.rawValue: wanted = stage.rawValue
    case .general where folder != stage.rawValue && feature != nil: wanted = stage.rawValue
    default:
      guard stage.home == .feature, own.contains(folder), let feature, !own.contains(feature) else { return }
      wanted = feature
    }
    findings.add(
      "a record of the stage \(stage.rawValue)\(stage.home == .feature ? " and the feature \(wanted)" : "") lies in \(folder)/, not in \(wanted)/",
      remedy: "`clio move` puts it there, with the links to it")
  }
}

extension Subject {
  /// The folder below `history/prompts` that a prompt record lies in, if it lies in one.
  var routeFolder: String? {
    guard let index = folders.lastIndex(of: "prompts"), index > 0, folders[index - 1] == "history" else {
      return nil
    }
    return index + 1 < folders.count ? folders[index + 1] : nil
  }
}
