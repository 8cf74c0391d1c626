import Agents
import Arguments
import Records

enum InitCommand: AppCommand {
  static let templates = Key.flag("templates", "copy the built-in templates into the project, to change them")
  static let agent = Key.options(
    "agent", "NAME", "install the hooks of these agents: claude, codex, gemini, cursor, copilot (or all)")
  static let removeAgent = Key.options("remove-agent", "NAME", "take the hooks of these agents out again")
  static let shared = Key.flag("shared", "install them in the settings that are committed, for everybody")
  static let user = Key.flag("user", "install them for yourself, in every project where clio is set up")
  static let dryRun = Key.flag("dry-run", short: "n", "only show what would be changed in an agent's files")

  static let declaration = Command(
    name: "init", summary: "set a project up: the record folders, clio's own folder, hooks of agents",
    discussion: """
      Makes history/prompts/, history/adr/ and .clio/ (with an ignore file of its own). What is there already stays \
      as it is, so it may be run again.

      With --agent, prompts record themselves: hooks are added to the agent's settings (its local ones, where it has \
      such), and a marked section to its instruction file. Comments, order and indentation stay. --remove-agent undoes it.

      Prompts are kept word for word in files of your repository: whoever can read the repository can read them.
      """,
    keys: [templates, agent, removeAgent, shared, user, dryRun],
    examples: [
      Example("clio init", "set up the project around the current directory"),
      Example("clio init --agent claude,codex", "and let two agents' prompts record themselves"),
      Example("clio init --remove-agent claude", "no hooks any more"),
      Example("clio init --templates", "with copies of the templates, to change them"),
    ], section: "Start")

  static func run(_ session: Session) throws -> ExitStatus {
    if session[shared], session[user] {
      throw Failure("--shared and --user exclude each other", "leave one of them out")
    }
    let installed = try named(session[agent], "--agent")
    let removed = try named(session[removeAgent], "--remove-agent")
    if let both = installed.first(where: { one in removed.contains { $0.agent == one.agent } }) {
      throw Failure("\(both.agent.shortName) is to be installed and removed", "leave one of them out")
    }
    let setup = AgentSetup(
      project: session[dryRun] ? try session.project() : try session.projectForWriting(),
      scope: session[shared] ? .shared : session[user] ? .user : .local, isTrial: session[dryRun])
    // All agents' files are looked at before any is changed.
    var steps: [AgentSetup.Step] = []
    for one in installed { merge(try setup.installing(one), into: &steps) }
    for one in removed {
      let sharers = HookInstallation.all.filter {
        $0.agent != one.agent && $0.instructions == one.instructions
      }
      let isNeeded = sharers.contains { other in
        if removed.contains(where: { $0.agent == other.agent }) { return false }
        // Settings that can't be read, or that the other has not, hold none of our hooks.
        return (try? setup.installing(other))?.first.map { !$0.changes } ?? false
      }
      let own = try setup.removing(one, instructionsToo: !isNeeded)
      if !own.contains(where: \.changes) { session.note(nothingToRemove(one, setup)) }
      merge(own, into: &steps)
    }
    if !session[dryRun], removed.isEmpty {
      for step in try setup.project.setUp(copyingTemplates: session[templates]) {
        session.printSafely("\(step.isNew ? "made" : "kept")  \(step.path)")
      }
    }
    try setup.apply(steps)
    for step in steps { show(step, session) }
    session.note("the root is \(setup.project.root.path) (\(setup.project.root.reason))")
    if removed.isEmpty {
      session.note("prompts are kept word for word in the repository; whoever can read it can read them")
    }
    for one in installed { if let advice = advice(one, setup.scope) { session.note(advice) } }
    if !installed.isEmpty, !session[dryRun], steps.contains(where: \.changes) {
      session.note("agents read their hooks when a session begins: begin a new one, then try `clio doctor`")
    }
    return .done
  }

  /// Where nothing was to be removed, hooks for all projects of the user may be what was meant.
  private static func nothingToRemove(_ one: HookInstallation, _ setup: AgentSetup) -> String {
    let name = one.agent.shortName
    let user = AgentSetup(project: setup.project, scope: .user, isTrial: true)
    let others = setup.scope == .user ? nil : try? user.removing(one, instructionsToo: false).first
    guard let others, others.changes else { return "\(name): there were no hooks of clio to remove" }
    return "\(name): no hooks in this project; those in \(others.shown) go with --remove-agent \(name) --user"
  }

  private static func named(_ values: [String], _ option: String) throws -> [HookInstallation] {
    var result: [HookInstallation] = []
    for name in values.flatMap({ $0.split(separator: ",").map { $0.trimmedBlanks } }) where !name.isEmpty {
      if name == "all" { return HookInstallation.all }
      guard let installation = Agent(naming: name).flatMap({ HookInstallation.of($0) }) else {
        throw Failure(
          "\(option): no hooks are known for '\(name)'",
          "agents are: " + HookInstallation.all.map(\.agent.shortName).joined(separator: ", ") + ", or all")
      }
      if !result.contains(where: { $0.agent == installation.agent }) { result.append(installation) }
    }
    return result
  }

  /// Several agents may read one file.
  private static func merge(_ new: [AgentSetup.Step], into steps: inout [AgentSetup.Step]) {
    for step in new where !steps.contains(where: { $0.path == step.path }) { steps.append(step) }
  }

  private static func show(_ step: AgentSetup.Step, _ session: Session) {
    guard step.changes else {
      if !step.before.isEmpty { session.printSafely("kept  \(step.shown)") }
      return
    }
    let word = step.after == nil ? "removed" : step.before.isEmpty ? "made" : "changed"
    session.printSafely("\(word)  \(step.shown)")
    for line in step.difference { session.printSafely("  " + line) }
  }

  private static func advice(_ installation: HookInstallation, _ scope: HookInstallation.Scope) -> String? {
    switch installation.agent {
    case .codex: "Codex asks once whether it may run these hooks; `codex exec` runs none"
    case .copilot: ".github/hooks/clio.json is read by everybody's Copilot CLI; silent where clio is missing"
    case .cursor: "Cursor's own window runs these hooks; its `-p` mode does not"
    case .claude where scope == .local:
      "\(installation.file(.local) ?? "") is yours alone; keep it out of commits, or use --shared"
    default: nil
    }
  }
}
