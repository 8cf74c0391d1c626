import Arguments

/// A program with one of everything.
enum Tool {
  static let root = Key.option(
    "root", "DIR", "where the records are", environment: "TOOL_ROOT", completion: .directory)
  static let json = Key.flag("json", short: "j", "print a JSON object")
  static let color = Key.option(
    "color", "WHEN", "colour the output", choices: ["auto", "always", "never"], default: "auto")
  static let secret = Key.flag("secret", "for tests only", hidden: true)

  static let command = Command(
    name: "tool", summary: "Keep records of prompts",
    discussion: "The files are the truth.\n\n  history/prompts/\n  history/adr/",
    keys: [root, json, color, secret],
    examples: [Example("tool record --title x", "Records a prompt.")],
    subcommands: [Record.command, Show.command, ADR.command, Copy.command, Raw.command, Maintain.command])
}

enum Stage: String, CaseIterable {
  case spec, plan, red
}

enum Record {
  static let title = Key.option("title", short: "t", "TEXT", "what the prompt was about")
  static let label = Key.options("label", short: "l", "NAME", "a label")
  static let stage = Key.option(
    "stage", "STAGE", "what kind of work it was", as: .choice(of: Stage.self), environment: "TOOL_STAGE")
  static let limit = Key.option(
    "limit", short: "n", "N", "how many", as: .integer(in: 1...100), default: "20", environment: "TOOL_LIMIT")
  static let since = Key.option(
    "since", "DATE", "from this day on",
    as: ValueKind(expected: "a date such as 2026-01-07") { $0.count == 10 ? $0 : nil })
  static let dry = Key.flag("dry-run", short: "d", "write nothing")
  static let file = Key.option("file", "FILE", "the prompt's file; - is standard input", completion: .file)
  static let inputs = Key.arguments("FILE", "files to read", completion: .file)

  static let command = Command(
    name: "record", summary: "Record a prompt",
    discussion: "Makes one record.", keys: [title, label, stage, limit, since, dry, file, inputs],
    examples: [
      Example("tool record --title 'Fix it' --stage red", "Records a prompt under its stage."),
      Example("git diff | TOOL_ROOT=. tool record -t \"a b\" - 2>/dev/null", "Reads standard input."),
    ], aliases: ["rec"], section: "Write")
}

enum Show {
  static let ref = Key.argument(
    "REF", "which record", completion: .command("printf '%s\\n' 0001 'a b' '$(touch pwned)'"))
  static let part = Key.optionalArgument("PART", "which part of it", choices: ["prompt", "response"])
  static let command = Command(name: "show", summary: "Show a record", keys: [ref, part], section: "Read")
}

enum ADR {
  static let folder = Key.option("folder", "DIR", "the folder of decisions", completion: .directory)
  static let words = Key.arguments("TITLE", "the title's words", required: true)
  static let new = Command(name: "new", summary: "Make a decision", keys: [words])
  static let list = Command(name: "list", summary: "List decisions", aliases: ["ls"])
  static let command = Command(
    name: "adr", summary: "Decisions", keys: [folder], subcommands: [new, list], section: "Write")
}

/// As a script that skips what it doesn't know.
enum Copy {
  static let title = Key.option("title", "TEXT", "the title")
  static let command = Command(
    name: "copy-script", summary: "Behave as the script", keys: [title], section: "Compatible",
    unknownArguments: .ignore)
}

enum Raw {
  static let command = Command(
    name: "raw", summary: "Behave as another tool", section: "Compatible", unknownArguments: .passThrough)
}

/// A command whose words may begin with a dash.
enum Find {
  static let words = Key.arguments("QUERY", "what to look for")
  static let limit = Key.option("limit", short: "n", "N", "how many", as: .integer(in: 1...100))
  static let all = Key.flag("all", short: "a", "everything")
  static let command = Command(
    name: "find", summary: "Find records", keys: [words, limit, all], section: "Read",
    unknownArguments: .asWords)
}

enum Maintain {
  static let command = Command(name: "maintain", summary: "Not for everybody", hidden: true)
}

func parse(_ arguments: [String], _ environment: [String: String] = [:]) throws(UsageError) -> Outcome {
  try Parser(Tool.command).parse(arguments, environment: environment)
}

/// The values of a line that runs a command.
func values(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Parsed {
  guard case .run(let parsed) = try parse(arguments, environment) else { throw NotRun() }
  return parsed
}

struct NotRun: Error {}

/// The outcome as a word or two, to stand in a table.
func told(_ arguments: [String], _ environment: [String: String] = [:]) -> String {
  do {
    switch try parse(arguments, environment) {
    case .run(let parsed): return "run " + parsed.path.joined(separator: " ")
    case .help(let path): return (["help"] + path).joined(separator: " ")
    case .version: return "version"
    }
  } catch {
    return error.sentence(in: Tool.command)
  }
}
