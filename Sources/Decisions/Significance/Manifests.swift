import Records

/// Decisions that show in a project's lists of dependencies: one thing was replaced by another of its kind.
public enum Manifests {
  /// The names of such lists.
  public static let names: Set<String> = [
    "package.json", "requirements.txt", "pyproject.toml", "Cargo.toml", "go.mod", "Package.swift", "Gemfile",
    "pom.xml", "build.gradle", "build.gradle.kts", "composer.json", "mix.exs", "docker-compose.yml",
    "compose.yaml",
  ]

  /// What the lines that a list lost and got tell.
  public static func findings(removed: [String], added: [(line: Int, text: String)]) -> [Significance.Finding]
  {
    var result: [Significance.Finding] = []
    for (topic, phrases, _) in Vocabulary.topics {
      let old = phrases.filter { phrase in removed.contains { names($0, phrase) } }
      let new = phrases.compactMap { phrase in added.first { names($0.text, phrase) }.map { (phrase, $0) } }
      // What stands on both sides only got another version.
      guard let gone = old.first(where: { phrase in !new.contains { $0.0 == phrase } }),
        let (phrase, place) = new.first(where: { entry in !old.contains(entry.0) })
      else { continue }
      let (before, after) = (gone.joined(separator: " "), phrase.joined(separator: " "))
      let evidence = { (words: String) in [Significance.Evidence(words: words, line: place.line)] }
      result.append(
        Significance.Finding(
          title: "Replace \(before) by \(after)", topic: topic, sentence: place.text.trimmedBlanks,
          line: place.line,
          impact: evidence(after), alternatives: evidence(before),
          scope: evidence("a dependency of the project"),
          score: 300))
    }
    return result
  }

  private static func names(_ line: String, _ phrase: [String]) -> Bool {
    guard phrase.count == 1, phrase[0].utf8.count > 3 else { return false }
    let text = Array(line.lowercased().utf8)
    let word = Array(phrase[0].utf8)
    var from = 0
    while let found = text.firstRange(of: word, from: from) {
      let before = found.lowerBound == 0 || !text[found.lowerBound - 1].isLetter
      let after = found.upperBound == text.count || !text[found.upperBound].isLetter
      if before, after { return true }
      from = found.upperBound
    }
    return false
  }
}
