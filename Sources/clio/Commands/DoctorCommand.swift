import Agents
import Arguments
import History
import JSON
import Platform
import Records

enum DoctorCommand: AppCommand {
  static let json = Key.flag("json", "print a JSON object")

  static let declaration = Command(
    name: "doctor", summary: "tell whether prompts record themselves, and what is stuck",
    discussion: """
      Looks at the hooks of each agent (installed where, complete or not, allowed or not), whether the program that they \
      call is found, when they last fired, whether recording is paused, which prompts wait in the spool, and whether the \
      agents' own transcripts of the last week tell of prompts that have no record. Exits with 1 if something needs \
      attention.
      """,
    keys: [json],
    examples: [Example("clio doctor", "is everything all right?")], section: "Record")

  /// One thing that was looked at.
  struct Finding {
    let isGood: Bool
    let what: String
    let text: String
  }

  static func run(_ session: Session) throws -> ExitStatus {
    let project = try session.project()
    let findings =
      hooks(project) + [program(project), lastCall(project), pause(project)] + spool(project)
      + agreement(project)
    if session[json] {
      session.print([
        "root": .text(bytes: project.root.path.bytes),
        "findings": .array(
          findings.map { ["ok": .bool($0.isGood), "what": .string($0.what), "text": .string($0.text)] }),
      ])
    } else {
      for finding in findings {
        session.printSafely("\(finding.isGood ? "ok   " : "look ") \(finding.what)  \(finding.text)")
      }
    }
    return findings.allSatisfy(\.isGood) ? .done : .findings
  }

  // MARK: Hooks

  private static func hooks(_ project: Project) -> [Finding] {
    var findings: [Finding] = []
    for installation in HookInstallation.all {
      for scope in [HookInstallation.Scope.local, .shared, .user] {
        if scope == .shared, installation.file(.shared) == installation.file(.local) { continue }
        let setup = AgentSetup(project: project, scope: scope, isTrial: true)
        guard let file = try? setup.settingsFile(installation),
          let settings = try? Files.readIfPresent(file, limit: 1 << 24)
        else { continue }
        let events = installation.installedEvents(in: settings)
        guard !events.isEmpty else { continue }
        let missing = installation.eventNames.filter { !events.contains($0) }
        let shown = file.relative(to: project.root.path)?.description ?? file.description
        findings.append(
          Finding(
            isGood: missing.isEmpty, what: installation.agent.shortName,
            text: missing.isEmpty
              ? "hooks in \(shown)"
              : "hooks in \(shown), but none for \(missing.joined(separator: ", ")); run `clio init --agent "
                + "\(installation.agent.shortName)` again"))
      }
    }
    if findings.contains(where: { $0.what == "claude" }), let why = forbidden(project) {
      findings.append(Finding(isGood: false, what: "claude", text: why))
    }
    if findings.isEmpty {
      findings.append(
        Finding(
          isGood: false, what: "hooks",
          text: "none; `clio init --agent claude` lets prompts record themselves"))
    }
    return findings
  }

  /// An administrator can allow only hooks of the administration; then ours are silently left out.
  private static func forbidden(_ project: Project) -> String? {
    let managed = [
      "/etc/claude-code/managed-settings.json",
      "/Library/Application Support/ClaudeCode/managed-settings.json",
    ]
    for name in managed {
      guard let bytes = (try? Files.readIfPresent(Path(name), limit: 1 << 24)) ?? nil,
        let editor = try? JSONEditor(bytes)
      else { continue }
      for key in ["allowManagedHooksOnly", "disableAllHooks"]
      where editor.value(at: [.key(key)])?.boolean == true {
        return "\(name) says \(key): these hooks are not run"
      }
    }
    // The settings of all places count together.
    guard let claude = HookInstallation.of(.claude) else { return nil }
    for scope in [HookInstallation.Scope.local, .shared, .user] {
      guard
        let file = try? AgentSetup(project: project, scope: scope, isTrial: true).settingsFile(claude),
        let bytes = (try? Files.readIfPresent(file, limit: 1 << 24)) ?? nil,
        let editor = try? JSONEditor(bytes),
        editor.value(at: [.key("disableAllHooks")])?.boolean == true
      else { continue }
      let shown = file.relative(to: project.root.path)?.description ?? file.description
      return "\(shown) says disableAllHooks: these hooks are not run"
    }
    return nil
  }

  private static func program(_ project: Project) -> Finding {
    if let found = project.world.program(named: "clio"), let real = try? Files.realPath(found) {
      let isOther = Program.path().map { $0 != real } ?? false
      return Finding(
        isGood: true, what: "program", text: "\(found)" + (isOther ? " (another one than this)" : ""))
    }
    return Finding(
      isGood: false, what: "program", text: "no `clio` on PATH: hooks that call it by name find nothing")
  }

  // MARK: What happened

  private static func lastCall(_ project: Project) -> Finding {
    let lines = HookLog(root: project.root.path, world: project.world).newest(50)
    guard let last = lines.last else {
      return Finding(isGood: true, what: "calls", text: "no hook has fired here yet")
    }
    if let failed = lines.last(where: {
      $0.utf8.count > 21 && ($0.contains("not finished") || $0.contains("not be kept"))
    }
    ), failed == last {
      return Finding(isGood: false, what: "calls", text: failed)
    }
    return Finding(isGood: true, what: "calls", text: last)
  }

  private static func pause(_ project: Project) -> Finding {
    let isPaused = Pauses(project.statePlaces).isPaused
    return Finding(
      isGood: !isPaused, what: "pause",
      text: isPaused ? "recording is paused; `clio resume` goes on" : "recording is not paused")
  }

  private static func spool(_ project: Project) -> [Finding] {
    let finisher = TurnFinisher(project: project, durability: .full)
    var findings: [Finding] = []
    var open = 0
    for file in Spool(project.statePlaces).sessions() {
      guard let bytes = file.read(), !bytes.isEmpty else { continue }
      let content = SpoolContent(bytes)
      if content == nil {
        findings.append(
          Finding(
            isGood: false, what: "spool", text: "\(file.path) holds what no agent's form fits; look at it"))
      }
      for turn in content?.turns ?? [] where finisher.belongsHere(turn.prompt.root) {
        // One that has its record waits for what may still belong to it.
        if turn.ended != nil, turn.written != nil, !turn.hasNews { continue }
        if turn.ended == nil, !finisher.hasEnded(turn.prompt) {
          open += 1
        } else {
          let day = Timestamp(seconds: turn.prompt.time / 1000).utcText
          findings.append(
            Finding(
              isGood: false, what: "spool",
              text:
                "a prompt of \(day) (\(turn.prompt.sessionName)) is no record yet; the next command that writes "
                + "makes it one, or says why not"))
        }
      }
    }
    findings.append(
      Finding(
        isGood: true, what: "open",
        text: open == 1 ? "1 prompt is worked on" : "\(open) prompts are worked on"))
    return findings
  }

  // MARK: Transcripts

  private static func agreement(_ project: Project) -> [Finding] {
    let agreement = TranscriptAgreement(project)
    return HookInstallation.all.map(\.agent).compactMap { agent in
      guard let count = agreement.count(agent), count.told > 0 else { return nil }
      let name = agent.shortName
      return Finding(
        isGood: count.missing == 0, what: "records",
        text: count.missing == 0
          ? "all \(count.told) prompts of \(name) that its transcripts tell of since hooks fired have a record"
          : "\(count.missing) of \(count.told) prompts that \(name)'s transcripts tell of have no record; "
            + "`clio import \(name)` makes them")
    }
  }
}
