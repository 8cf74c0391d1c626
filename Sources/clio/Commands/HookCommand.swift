import Arguments

enum HookCommand: AppCommand {
  static let declaration = Command(
    name: "hook", summary: "take what an agent's hook tells; agents call it",
    discussion: """
      Called as `clio hook AGENT` by Claude Code, Codex, Gemini CLI, Cursor and Copilot, with JSON on standard input. A \
      prompt is made durable at once, and becomes a record when its turn ends. It prints nothing and always ends with \
      status 0; `.clio/hook.log` tells what it did, and with CLIO_DEBUG=1 standard error too. With --only-set-up it \
      records only where `clio init` was run or records are.

      CLIO_OFF=1 turns it off, `clio pause` does so until `clio resume`, and a prompt whose first or last word is \
      #private is not kept.
      """,
    examples: [
      Example("clio hook claude < event.json", "what an agent runs; `clio init --agent claude` installs it")
    ], section: "Record", unknownArguments: .passThrough)

  static func run(_ session: Session) throws -> ExitStatus {
    HookProcess(world: session.world, words: session.parsed.remainder).run()
    return .done
  }
}
