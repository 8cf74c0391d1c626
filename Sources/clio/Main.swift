import Arguments
import Platform

/// The program: arguments in, exit status out.
@main enum Clio {
  /// The version, as `--version` and the man page say it.
  static let version = "0.1.0"

  /// The day of that version.
  static let released = "2026-11-21"

  static func main() {
    HookProcess.runIfAsked()
    let status = run(World.current())
    status.leave()
  }

  /// Runs one command in a world.
  static func run(_ world: World) -> ExitStatus {
    let output = Output(descriptor: 1)
    let notes = Output(descriptor: 2)
    let status = dispatch(world, output, notes)
    var final = status
    do {
      try output.flush()
    } catch {
      notes.write("clio: can't write the output: \(error.reason)\n")
      final = .failure
    }
    try? notes.flush()
    return final
  }

  private static func dispatch(_ world: World, _ output: Output, _ notes: Output) -> ExitStatus {
    let arguments = DropIn.arguments(world)
    let root = CommandTree.root
    do {
      if let index = world.invalidArguments.first {
        throw Failure(
          "argument \(index) is not valid UTF-8",
          arguments.first == RecordCommand.declaration.name
            ? "give such a text by file: --prompt-file FILE or --prompt-file -" : "write it in UTF-8")
      }
      switch try Parser(root).parse(arguments, environment: world.environment) {
      case .help(let path):
        output.write(help(path, world, descriptor: 1))
      case .version: output.write(Self.versionText)
      case .run(let parsed):
        let session = Session(world: world, parsed: parsed, output: output, notes: notes)
        defer { session.tellNotices() }
        guard let command = CommandTree.command(at: parsed.path) else { return .failure }
        return try command.run(session)
      }
      return .done
    } catch let error as UsageError {
      if case .missingCommand(let path) = error {
        notes.write(help(path, world, descriptor: 2))
      } else {
        notes.write("clio: " + error.message(in: root) + "\n")
      }
    } catch let error as Unmet {
      notes.write("clio: " + Terminal.sanitized(error.message) + "\n")
      return .findings
    } catch {
      notes.write(Failure(error).text)
    }
    return .failure
  }

  /// The help on a command, styled as the command line asks for.
  private static func help(_ path: [String], _ world: World, descriptor: Int32) -> String {
    let isStyled = Style.isOn(Style.choice(world), world, descriptor: descriptor)
    return CommandTree.root.help(
      for: path, width: min(Terminal.width(world.environment), 100), styled: isStyled,
      notes: CommandTree.notes) + "\n"
  }

  static var versionText: String { "clio \(version)\n" }
}
