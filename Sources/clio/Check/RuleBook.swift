import JSON
import Platform
import Prompts
import Records
import Rules

/// The catalogue as people read it: a list, one rule explained, and the page of all rules.
enum RuleBook {
  /// A line a rule.
  static var list: String {
    let width = Catalogue.ids.map(\.utf8.count).max() ?? 0
    return Catalogue.rules.map { rule in
      let about = rule.about
      return Columns.padded(about.id, width) + "  " + Columns.padded(about.severity.rawValue, 7) + "  "
        + about.summary + "\n"
    }.joined()
  }

  /// An object a rule.
  static var json: JSON {
    .array(
      Catalogue.rules.map { rule in
        let about = rule.about
        return [
          "rule": .string(about.id), "group": .string(about.group.rawValue),
          "severity": .string(about.severity.rawValue), "scope": .string(about.scope.description),
          "summary": .string(about.summary), "reason": .string(about.reason),
          "mend": .string(about.mend.description),
          "fixable": .bool({ if case .fix = about.mend { true } else { false } }()),
        ]
      })
  }

  /// One rule with its examples.
  static func explain(_ about: About) -> String {
    var text = "\(about.id): \(about.summary)\n\n"
    text += "severity  \(about.severity.rawValue)" + (about.exceptions.map { "; \($0)" } ?? "") + "\n"
    text += "looks at  \(about.scope.description)\n"
    text += "mend      \(about.mend.description)\n\n\(about.reason)\n"
    for example in shown(about) {
      let title = (example.isBad ? "Found" : "Not found") + (example.note.map { " (\($0))" } ?? "")
      text += "\n\(title), in \(example.path):\n\n"
      text += excerpt(example).map { "    " + $0 + "\n" }.joined()
    }
    return text
      + "\nTo silence it: `<!-- clio-ignore: \(about.id) -->` on the line before, `ignore: [\(about.id)]` in front matter,\nor `\(about.id): off` below `check: rules:` in clio.yml.\n"
  }

  /// docs/rules.md.
  static var page: String {
    var text = """
      # The rules of `clio check`

      <!-- Made by scripts/docs from the rules themselves. Do not edit. -->

      What each rule finds, why it matters, and who mends it. `clio check --explain RULE` shows the same. How to change
      severities, silence a rule or accept the past is told in [configuration.md](configuration.md), and how to run the
      check in CI in [ci.md](ci.md). Where a finding points to is marked `⟦so⟧` in the examples.

      | rule | severity | finds |
      |---|---|---|

      """
    for rule in Catalogue.rules {
      let about = rule.about
      text += "| [`\(about.id)`](#\(about.id)) | \(about.severity.rawValue) | \(about.summary) |\n"
    }
    for group in RuleGroup.allCases {
      text += "\n## \(group.rawValue.prefix(1).uppercased() + group.rawValue.dropFirst()): \(group.meaning)\n"
      for rule in Catalogue.rules where rule.about.group == group { text += section(rule.about) }
    }
    return text
  }

  private static func section(_ about: About) -> String {
    var text = "\n### `\(about.id)`\n\n**\(about.severity.rawValue)**"
    if let exceptions = about.exceptions { text += " (\(exceptions))" }
    text +=
      ", \(about.scope.description): \(about.summary).\n\n\(about.reason)\n\nMend: \(about.mend.description).\n"
    for example in shown(about) {
      let title = (example.isBad ? "Found" : "Not found") + (example.note.map { " (\($0))" } ?? "")
      text +=
        "\n\(title), in `\(example.path)`:\n\n````text\n" + excerpt(example).joined(separator: "\n")
        + "\n````\n"
    }
    return text
  }

  private static let mostShown = 5

  /// The first examples of either sort that have something to show.
  private static func shown(_ about: About) -> [Example] {
    let bad = about.examples.filter(\.isBad).prefix(mostShown - 2)
    let good = about.examples.filter { !$0.isBad && $0.note != nil }.prefix(2)
    return Array(bad) + good
  }

  /// The lines of an example that matter: those around a mark, or of a good one those that differ from the usual.
  private static func excerpt(_ example: Example) -> [String] {
    let lines = example.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let usual = Set(
      [Example.usualPrompt, Example.usualDecision].flatMap {
        $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      })
    let telling = lines.indices.filter {
      lines[$0].contains("⟦") || (!lines[$0].isEmpty && !usual.contains(lines[$0]))
    }
    guard let first = telling.first, let last = telling.last else { return Array(lines.prefix(6)) }
    let range = max(0, first - 1)...min(lines.count - 1, min(last + 1, first + 12))
    return lines[range].map { line in
      // What can't be seen is named, and what has the shape of a credential is not shown, though it is none.
      let plain = String(decoding: Redaction(of: Array(line.utf8)).text, as: UTF8.self)
      return plain.unicodeScalars.reduce(into: "") { result, scalar in
        let isHidden =
          scalar.value < 0x20 || (0x202A...0x202E).contains(scalar.value) || scalar.value == 0xFEFF
        if isHidden {
          result += "<U+" + String(scalar.value, radix: 16, uppercase: true) + ">"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
  }
}
