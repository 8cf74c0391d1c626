import Foundation
import JSON
import Testing

/// What a newcomer does with each agent: install, ask something, find it again. The agent calls what stands in its
/// settings, in the order in which the real one does.
@Suite struct FirstPromptTests {
  @Test(arguments: InitAgentTests.files.keys.sorted(), [[], ["--shared"], ["--user"]])
  func fromTheFirstPromptToTheSearchThatFindsIt(_ agent: String, _ scope: [String]) throws {
    let project = try HookedProject()
    let sandbox = project.sandbox
    let installed = try sandbox.clio(["init", "--agent", agent] + scope)
    if agent == "copilot", scope == ["--user"] {
      #expect(installed.status == 2)
      return
    }
    #expect(installed.status == 0, "\(installed.errorText)")
    let commands = try self.commands(agent, scope, sandbox)
    let call = try #require(AgentCall.all.first { $0.name == agent })
    func fire(_ event: JSON) throws {
      let name = event["hook_event_name"]?.text ?? Self.copilotName(event)
      // Only what was asked for is called.
      guard let line = commands[name] else { return }
      try sandbox.write("../event.json", event.write())
      let outcome = try sandbox.shell("{ \(line); } <../event.json", in: "")
      #expect(outcome.status == 0 && outcome.text == "" && outcome.errorText == "", "\(line)")
    }
    try fire(call.prompt(project.path, "Cache the price list"))
    try fire(call.edit(project.path, "src/prices.ts"))
    #expect(try sandbox.clio(["doctor"]).text.contains("1 prompt is worked on"))
    for event in call.stop(project.path, "Prices are cached.") { try fire(event) }
    let found = try sandbox.clio(["search", "price", "cache", "file:src/prices.ts"])
    #expect(found.status == 0 && found.text.contains("Cache the price list"), "\(found.errorText)")
    try fire(call.prompt(project.path, "#private the zanzibar list"))
    try fire(call.prompt(project.path, "The zanzibar list"))
    #expect(try sandbox.clio(["forget", "--last"]).status == 0)
    for event in call.stop(project.path, "Zanzibar.") where event["prompt"] == nil { try fire(event) }
    try fire(call.end(project.path))
    #expect(try sandbox.clio(["search", "zanzibar"]).status == 1)
    #expect(try sandbox.clio(["doctor"]).status == 0)
    #expect(try sandbox.clio(["check"]).status == 0)
    #expect(
      try sandbox.clio(["init", "--remove-agent", agent] + scope.filter { $0 == "--user" }).status == 0)
    #expect(try sandbox.clio(["doctor"]).text.contains("clio init --agent"))
    #expect(project.onlyRecord?.prompt == "Cache the price list")
  }

  /// The command line of each event.
  private func commands(_ agent: String, _ scope: [String], _ sandbox: Sandbox) throws -> [String: String] {
    let folder = scope == ["--user"] ? "../home/" : ""
    let isOwn = agent == "claude" && !scope.isEmpty || agent == "gemini"
    let file = isOwn ? ".\(agent)/settings.json" : InitAgentTests.files[agent] ?? ""
    let settings = try JSON.parse(try sandbox.read(folder + file))
    var commands: [String: String] = [:]
    for event in settings["hooks"]?.members ?? [] {
      for entry in event.value.items ?? [] {
        for hook in entry["hooks"]?.items ?? [entry] {
          guard let command = (hook["command"] ?? hook["bash"])?.text else { continue }
          let words = (hook["args"]?.items ?? []).compactMap(\.text)
          commands[event.key] = ([command] + words).joined(separator: " ")
        }
      }
    }
    #expect(commands.count >= 4)
    return commands
  }

  /// Copilot's command line tells no name of the event: it is known by what it tells.
  private static func copilotName(_ event: JSON) -> String {
    event["prompt"] != nil
      ? "userPromptSubmitted"
      : event["toolName"] != nil ? "postToolUse" : event["stopReason"] != nil ? "agentStop" : "sessionEnd"
  }
}
