import Records

enum FeatureMismatchRule: Rule {
  static let about = About(
    "feature-mismatch", .place, .warning, scope: .prompts,
    summary: "the folder and the record name different features",
    reason: "A list by feature and a look into the folder give different records.",
    mend: .hand("decide which is right; `clio move` puts the file where its front matter says"),
    examples: [
      Example(Example.prompt(feature: "⟦002-billing⟧")), Example(Example.prompt()),
      Example(Example.prompt(feature: "auth"), note: "the number aside"),
      Example(Example.prompt(feature: "none")),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    guard let name = subject.record.feature, let field = subject.field("feature"), let range = field.range,
      let folder = subject.featureFolder, folder != name, let there = try? Feature(folder)
    else { return }
    // Some records have a path or a title there.
    let plain = name.filter { $0 != "\"" && $0 != "\\" }
    let last = plain.split(separator: "/").last.map(String.init) ?? plain
    let bare = (try? Feature(last))?.bare ?? last.lowercased()
    if bare == there.bare || Slug.make(from: bare) == Slug.make(from: there.bare) { return }
    findings.add(
      "the record says \(name), its folder \(folder)", at: range, remedy: "decide which is right")
  }
}

extension Subject {
  /// The feature that a prompt record's folder stands for.
  fileprivate var featureFolder: String? {
    if let folder = routeFolder {
      return Stage(rawValue: folder)?.home == .own ? nil : folder
    }
    guard let index = folders.lastIndex(of: "prompts"), index > 1, folders[index - 2] == "specs" else {
      return nil
    }
    return folders[index - 1]
  }
}
