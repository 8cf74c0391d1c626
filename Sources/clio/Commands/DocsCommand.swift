import Arguments

/// Prints the pages that are generated from the declarations; `scripts/docs` writes them into `docs/`.
enum DocsCommand: AppCommand {
  static let page = Key.argument("PAGE", "the page", choices: ["commands", "man", "rules"])

  static let declaration = Command(
    name: "docs", summary: "print a generated page of the documentation", keys: [page],
    examples: [Example("clio docs commands > docs/commands.md", "write the reference")], section: "Help",
    hidden: true)

  static func run(_ session: Session) throws -> ExitStatus {
    let root = CommandTree.root
    switch session[page] {
    case "man":
      session.output.write(root.manPage(version: Clio.version, date: Clio.released, notes: CommandTree.notes))
    case "rules": session.output.write(RuleBook.page)
    default: session.output.write(root.reference(notes: CommandTree.notes))
    }
    return .done
  }
}
