import Arguments

enum CompletionsCommand: AppCommand {
  static let shell = Key.argument("SHELL", "the shell to complete for", as: .choice(of: Shell.self))

  static let declaration = Command(
    name: "completions", summary: "print the completion script of a shell", keys: [shell],
    examples: [
      Example("clio completions bash > ~/.local/share/bash-completion/completions/clio", "install for bash"),
      Example("clio completions zsh > ~/.zfunc/_clio", "install for zsh"),
      Example("clio completions fish > ~/.config/fish/completions/clio.fish", "install for fish"),
    ], section: "Help")

  static func run(_ session: Session) throws -> ExitStatus {
    session.output.write(CommandTree.root.completions(for: session[shell]))
    return .done
  }
}
