import Arguments
import History
import JSON
import Platform
import Prompts
import Records
import Templates

enum RecordCommand: AppCommand {
  static let title = Key.option(
    "title", short: "t", "TEXT", "what the prompt was about (else taken from its first words)")
  static let stage = Key.option(
    "stage", short: "s", "STAGE", "what kind of work it was (else derived from command and words)", as: .stage
  )
  static let prompt = Key.option("prompt", short: "p", "TEXT", "the prompt; - for standard input")
  static let promptFile = Key.option(
    "prompt-file", "FILE", "a file with the prompt; - for standard input", as: .path("a file"),
    completion: .file)
  static let steering = Key.options("steering", "TEXT", "what was typed while the agent worked")
  static let response = Key.option("response", short: "r", "TEXT", "the answer; - for standard input")
  static let responseFile = Key.option(
    "response-file", "FILE", "a file with the answer; - for standard input", as: .path("a file"),
    completion: .file)
  static let feature = Key.option("feature", short: "f", "NAME", "the feature worked on; none for none")
  static let model = Key.option("model", "NAME", "the model that answered", environment: "CLIO_MODEL")
  static let surface = Key.option("surface", "NAME", "where the prompt was given (default agent)")
  static let command = Key.option("command", "TEXT", "the command that triggered it, such as /sp.plan")
  static let user = Key.option(
    "user", "NAME", "who gave the prompt (else git's user.name)", environment: "CLIO_USER")
  static let date = Key.option("date", "DATE", "the day (else today)", as: .date)
  static let label = Key.options("label", short: "l", "NAME", "a label")
  static let file = Key.options("file", "PATH", "a file that was changed", completion: .file)
  static let test = Key.options("test", "NAME", "a test that was run or added")
  static let link = Key.options("link", "KIND=URL", "a link: spec, ticket, adr or pr", as: .pair("KIND=URL"))
  static let adr = Key.options(
    "adr", "REF", "a decision that it led to: both records tell of it",
    completion: .command("clio adr list --paths"))
  static let session = Key.option("session", "ID", "the agent and its session, such as claude-code/0089")
  static let turn = Key.option(
    "turn", "N", "the number of the turn in the session", as: .integer(in: 0...1_000_000))
  static let set = Key.options(
    "set", "NAME=VALUE", "a value for a slot that only your template has", as: .pair("NAME=VALUE"))
  static let current = Key.flag(
    "current", "complete the record of the prompt that is worked on, which hooks know")
  static let apart = Key.flag("apart", "make a record of its own, also while a prompt is worked on")
  static let jsonIn = Key.flag("json-in", "read everything as one JSON object from standard input")
  static let json = Key.flag("json", "print a JSON object")

  /// The options that fill a note of the body, with the slot that each one fills.
  static let notes: [(key: Key<String?>, slot: String)] = [
    (Key.option("impact", "TEXT", "what came of it"), "OUTCOME_IMPACT"),
    (Key.option("next", "TEXT", "prompts to follow"), "NEXT_PROMPTS"),
    (Key.option("reflection", "TEXT", "what was learnt"), "REFLECTION_NOTE"),
    (Key.option("failure-modes", "TEXT", "failure modes observed"), "FAILURE_MODES"),
    (Key.option("graders", "TEXT", "graders run and their results"), "GRADER_RESULTS"),
    (Key.option("variant", "TEXT", "the prompt variant"), "PROMPT_VARIANT_ID"),
    (Key.option("experiment", "TEXT", "the next experiment"), "NEXT_EXPERIMENT"),
  ]

  static let declaration = Command(
    name: "record", summary: "record a prompt, complete and word for word",
    discussion: """
      Writes one complete record into history/prompts/. What is not given is derived: date, branch, user, commit, \
      feature, title and stage. The prompt may hold anything; `clio show REF --prompt` gives back the same bytes.

      Called by an agent whose hooks have told of the prompt it works on, it completes that prompt's record, with the \
      words that the user typed; once that has a record, a prompt that is given makes another. --current says that this \
      is wanted, and needs no prompt.
      """,
    keys: [
      title, stage, prompt, promptFile, steering, response, responseFile, feature, model, surface, command,
      user, date,
      label, file, test, link, adr,
    ] + notes.map { $0.key } + [session, turn, set, current, apart, jsonIn, json],
    examples: [
      Example(
        "clio record --prompt \"Fix the token expiry\" --response \"Compared in UTC now\"", "the short way"),
      Example(
        "clio record --prompt-file - --stage red --feature 001-auth < prompt.txt",
        "the prompt from standard input"),
      Example(
        "clio record --current --impact \"Sessions last an hour\" --label auth",
        "what an agent knows of its own work, added to the record that hooks make"),
      Example("clio record --json-in --json < turn.json", "from a program, answered in JSON"),
    ], section: "Record")

  private static func input(_ session: Session, needsPrompt: Bool) throws -> PromptInput {
    session[jsonIn]
      ? try PromptInput.json(session, needsPrompt: needsPrompt)
      : try PromptInput.options(session, needsPrompt: needsPrompt)
  }

  static func run(_ session: Session) throws -> ExitStatus {
    if session[current], session[apart] {
      throw Failure("--current and --apart exclude each other", "leave one of them out")
    }
    let project = try session.projectForWriting()
    let open = session[apart] ? nil : CurrentTurn.find(in: project, durability: session.durability)
    if session[current], open == nil {
      throw Failure(
        "no prompt is being worked on here that hooks have told of",
        "give the prompt itself, or see `clio doctor` for what the hooks do")
    }
    let input = try input(session, needsPrompt: open == nil)
    let isWanted = session[current] || open?.isWritten == false || input.draft.prompts.isEmpty
    let recorded =
      try (isWanted ? open?.complete(input) : nil)
      ?? PromptRecorder(project: project, durability: session.durability).record(input)
    let draft = recorded.draft
    if draft.provenance.redactions > 0 {
      session.note(
        "\(draft.provenance.redactions) credentials were taken out; `redact: off` in clio.yml keeps them")
    }
    if session[json] {
      session.print([
        "id": .string(draft.id), "path": .text(bytes: recorded.path.bytes),
        "stage": .string(draft.stage.rawValue),
        "title": .string(draft.title), "feature": .string(draft.feature ?? "none"),
        "uid": .string(draft.provenance.uid),
        "stage_reason": .string(recorded.stageReason), "feature_reason": .string(recorded.featureReason),
        "template": .string(recorded.template),
      ])
      return .done
    }
    if session.parsed[Global.quiet] {
      session.print(recorded.path)
      return .done
    }
    session.printSafely("id     \(draft.id)")
    session.printSafely("path   \(recorded.path)")
    session.printSafely("stage  \(draft.stage.rawValue)  (\(recorded.stageReason))")
    session.printSafely("title  \(draft.title)")
    return .done
  }
}
