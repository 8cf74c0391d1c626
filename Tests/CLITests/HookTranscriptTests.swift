import Foundation
import JSON
import Testing

/// What hooks don't tell stands in the agent's own file: what was typed while the agent worked, and prompts whose hook was
/// missed. Whatever state that file is in, nothing is lost, and nothing is recorded twice.
@Suite struct HookTranscriptTests {
  static let agents = AgentCall.all.filter { $0.testDescription != AgentCall.vscode.testDescription }

  // MARK: Every agent

  @Test(arguments: agents) func theTranscriptAddsWhatHooksDoNotTell(_ agent: AgentCall) throws {
    let project = try HookedProject()
    let transcript = try AgentTranscript(agent, in: project)
    try project.fire(agent, transcript.naming(agent.prompt(project.path, "Add a cache")))
    try transcript.add(transcript.prompt("Add a cache", cwd: project.path))
    try transcript.add(transcript.answer("It is told.", cwd: project.path))
    try project.fire(agent, transcript.naming(agent.stop(project.path, "It is told.").last ?? .null))
    let record = try #require(project.onlyRecord)
    #expect(record.prompt == "Add a cache" && record.text.contains("It is told."))
    #expect(record.text.contains("files:\n - src/told.ts\n"))
    #expect(record.text.contains(AgentTranscript.cost) == transcript.tellsCost)
    #expect(project.spool.isEmpty)
  }

  @Test(arguments: agents) func aPromptWhoseHookWasMissedIsFound(_ agent: AgentCall) throws {
    let project = try HookedProject()
    let transcript = try AgentTranscript(agent, in: project)
    try turn(agent, transcript, project, "Add a cache")
    // The hook of the second prompt is missed; that of its end comes twice.
    try transcript.add(transcript.prompt("Now test it", cwd: project.path))
    try transcript.add(transcript.answer("Tested.", cwd: project.path))
    for _ in 0..<2 {
      for event in agent.stop(project.path, "Tested.") { try project.fire(agent, transcript.naming(event)) }
    }
    try turn(agent, transcript, project, "And write it down")
    #expect(project.records.map(\.prompt).sorted() == ["Add a cache", "And write it down", "Now test it"])
    let found = try #require(project.records.first { $0.prompt == "Now test it" })
    #expect(found.text.contains("Tested.") && found.text.contains("  turn: 2\n"))
    #expect(found.text.contains("session: \(agent.session)\n"))
    for record in project.records {
      #expect(record.text.contains(AgentTranscript.cost) == transcript.tellsCost)
    }
    #expect(project.spool.isEmpty)
  }

  /// The transcript is written later than hooks are called.
  @Test(arguments: agents) func aTranscriptThatLagsMakesNoSecondRecord(_ agent: AgentCall) throws {
    let project = try HookedProject()
    let transcript = try AgentTranscript(agent, in: project)
    for text in ["Add a cache", "Now test it"] {
      try project.fire(agent, transcript.naming(agent.prompt(project.path, text)))
      for event in agent.stop(project.path, "Done: \(text)") {
        try project.fire(agent, transcript.naming(event))
      }
      try transcript.add(transcript.prompt(text, cwd: project.path))
      try transcript.add(transcript.answer("Done: \(text)", cwd: project.path))
    }
    try project.fire(agent, transcript.naming(agent.end(project.path)))
    #expect(project.records.map(\.prompt).sorted() == ["Add a cache", "Now test it"])
    #expect(project.spool.isEmpty)
  }

  enum State: CaseIterable { case absent, empty, folder, pipe, noise, cut, shorter, relative }

  @Test(arguments: agents, State.allCases)
  func whateverStateTheTranscriptIsIn(_ agent: AgentCall, _ state: State) throws {
    let project = try HookedProject()
    let transcript = try AgentTranscript(agent, in: project, isThere: false)
    let folder = (transcript.path as NSString).deletingLastPathComponent
    let name = (transcript.path as NSString).lastPathComponent
    var name2 = transcript.path
    switch state {
    case .absent: break
    case .empty: try project.sandbox.shell(": >'\(transcript.path)'")
    case .folder: try project.sandbox.shell("mkdir '\(transcript.path)'")
    case .pipe: try project.sandbox.shell("mkfifo '\(transcript.path)'")
    case .noise: try project.sandbox.shell("head -c 300000 /dev/urandom >'\(transcript.path)'")
    case .cut, .shorter: try transcript.add(transcript.prompt("Long ago", cwd: project.path))
    case .relative: name2 = name
    }
    func naming(_ event: JSON) -> JSON {
      JSON.object(
        (transcript.naming(event).members ?? []).map { member in
          member.value.text == transcript.path ? .init(member.key, .string(name2)) : member
        })
    }
    try project.fire(agent, naming(agent.prompt(project.path, "Add a cache")))
    if state == .cut {
      try transcript.add(transcript.prompt("Add a cache", cwd: project.path))
      let size = try FileManager.default.attributesOfItem(atPath: transcript.path)[.size] as? Int ?? 0
      try project.sandbox.shell("truncate -s \(size - 9) '\(transcript.path)'")
    }
    if state == .shorter { try project.sandbox.shell("truncate -s 3 '\(transcript.path)'") }
    for event in agent.stop(project.path, "Done.") { try project.fire(agent, naming(event)) }
    try project.fire(agent, naming(agent.end(project.path)))
    #expect(project.records.map(\.prompt) == ["Add a cache"], "\(folder)")
    #expect(project.spool.isEmpty)
  }

  private func turn(
    _ agent: AgentCall, _ transcript: AgentTranscript, _ project: HookedProject, _ text: String
  ) throws {
    try project.fire(agent, transcript.naming(agent.prompt(project.path, text)))
    try transcript.add(transcript.prompt(text, cwd: project.path))
    try transcript.add(transcript.answer("Done: \(text)", cwd: project.path))
    for event in agent.stop(project.path, "Done: \(text)") {
      try project.fire(agent, transcript.naming(event))
    }
  }

  // MARK: Typed while the agent worked

  private let claude = AgentCall.claude

  private func queue(_ operation: String, _ text: String? = nil) -> JSON {
    .object(
      [
        .init("type", "queue-operation"), .init("operation", .string(operation)), .init("sessionId", "s1"),
        .init("timestamp", .string(AgentTranscript.now)),
      ] + (text.map { [.init("content", .string($0))] } ?? []))
  }

  private func delivered(_ text: String) -> JSON {
    [
      "type": "attachment", "uuid": .string("a-" + text), "timestamp": .string(AgentTranscript.now),
      "sessionId": "s1", "attachment": ["type": "queued_command", "prompt": .string(text)],
    ]
  }

  private func besideResult(_ text: String) -> JSON {
    [
      "type": "user", "uuid": .string("b-" + text), "timestamp": .string(AgentTranscript.now),
      "sessionId": "s1",
      "message": [
        "role": "user",
        "content": [
          ["type": "tool_result", "tool_use_id": "t", "content": "ok"],
          ["type": "text", "text": .string(text)],
        ],
      ],
    ]
  }

  @Test func whatWasTypedMeanwhileIsInTheRecordInOrderAndOnce() throws {
    let project = try HookedProject()
    let transcript = try AgentTranscript(claude, in: project)
    try transcript.add(transcript.prompt("Long ago", cwd: project.path))
    try project.fire(transcript.naming(claude.prompt(project.path, "Add a cache")))
    try transcript.add(transcript.prompt("Add a cache", cwd: project.path))
    try transcript.add([queue("enqueue", "use LRU"), queue("remove")])
    try transcript.add([queue("enqueue", "and log misses"), delivered("and log misses"), queue("remove")])
    try transcript.add([besideResult("with tests"), delivered("<task-notification>done</task-notification>")])
    try transcript.add(transcript.answer("It is in.", cwd: project.path))
    for event in claude.stop(project.path, "It is in.") + claude.stop(project.path, "It is in.") {
      try project.fire(transcript.naming(event))
    }
    let record = try #require(project.onlyRecord)
    #expect(record.prompt == "Add a cache")
    let places = ["\nAdd a cache\n", "use LRU\n", "and log misses\n", "with tests\n", "It is in."].map {
      record.text.ranges(of: $0).map(\.lowerBound)
    }
    #expect(places.allSatisfy { $0.count == 1 }, "\(record.text)")
    #expect(places.compactMap(\.first) == places.compactMap(\.first).sorted())
    #expect(record.text.ranges(of: "sha256").count == 5, "four prompts and an answer")
    #expect(!record.text.contains("task-notification") && !record.text.contains("Long ago"))
  }

  /// What still waits when the agent is done becomes the next prompt, and is no part of the turn before.
  @Test func whatWaitsIsTheNextPrompt() throws {
    let project = try HookedProject()
    let transcript = try AgentTranscript(claude, in: project)
    try project.fire(transcript.naming(claude.prompt(project.path, "Add a cache")))
    try transcript.add(transcript.prompt("Add a cache", cwd: project.path))
    try transcript.add([queue("enqueue", "Then test it")])
    try transcript.add(transcript.answer("It is in.", cwd: project.path))
    try project.fire(transcript.naming(claude.stop(project.path, "It is in.")[0]))
    #expect(project.records.map(\.prompt) == ["Add a cache"])
    try project.fire(transcript.naming(claude.prompt(project.path, "Then test it")))
    try transcript.add([queue("dequeue")])
    try transcript.add(transcript.prompt("Then test it", cwd: project.path))
    try transcript.add(transcript.answer("Tested.", cwd: project.path))
    try project.fire(transcript.naming(claude.stop(project.path, "Tested.")[0]))
    try project.fire(transcript.naming(claude.end(project.path)))
    #expect(project.records.map(\.prompt).sorted() == ["Add a cache", "Then test it"])
    #expect(project.records.allSatisfy { $0.text.ranges(of: "sha256").count == 2 })
  }

  @Test func whatWaitedInVainIsKeptWhenTheSessionEnds() throws {
    let project = try HookedProject()
    let transcript = try AgentTranscript(claude, in: project)
    try project.fire(transcript.naming(claude.prompt(project.path, "Add a cache")))
    try transcript.add(transcript.prompt("Add a cache", cwd: project.path))
    try transcript.add([queue("enqueue", "Then test it")])
    try project.fire(transcript.naming(claude.stop(project.path, "It is in.")[0]))
    try project.fire(transcript.naming(claude.end(project.path)))
    #expect(project.records.map(\.prompt).sorted() == ["Add a cache", "Then test it"])
  }

  @Test func theFirstStopOfAnUnknownSessionFindsItsLastTurn() throws {
    let project = try HookedProject()
    let transcript = try AgentTranscript(claude, in: project)
    for text in ["Long ago", "Add a cache"] {
      try transcript.add(transcript.prompt(text, cwd: project.path))
      try transcript.add(transcript.answer("Done.", cwd: project.path))
    }
    for _ in 0..<2 { try project.fire(transcript.naming(claude.stop(project.path, "Done.")[0])) }
    #expect(project.records.map(\.prompt) == ["Add a cache"])
  }

  // MARK: Not this one

  @Test func whatWasNotToBeRecordedIsNotFoundEither() throws {
    let project = try HookedProject()
    let transcript = try AgentTranscript(claude, in: project)
    func turn(_ text: String, with extra: [String: String] = [:]) throws {
      let prompt = transcript.naming(claude.prompt(project.path, text))
      try project.hook(["claude"], prompt.write(), with: extra)
      try transcript.add(transcript.prompt(text, cwd: project.path))
      try transcript.add([besideResult("more: " + text)])
      try transcript.add(transcript.answer("On \(text)", cwd: project.path))
      let stop = transcript.naming(claude.stop(project.path, "On \(text)")[0])
      try project.hook(["claude"], stop.write(), with: extra)
    }
    try turn("Add a cache")
    try turn("#private The zanzibar plan")
    _ = try project.sandbox.clio(["pause"])
    try turn("Zanzibar while paused")
    _ = try project.sandbox.clio(["resume"])
    try project.fire(transcript.naming(claude.prompt(project.path, "Zanzibar, forgotten")))
    try transcript.add(transcript.prompt("Zanzibar, forgotten", cwd: project.path))
    #expect(try project.sandbox.clio(["forget", "--last"]).status == 0)
    try project.fire(transcript.naming(claude.stop(project.path, "Zanzibar is forgotten")[0]))
    try turn("Zanzibar while off", with: ["CLIO_OFF": "1"])
    try project.fire(
      transcript.naming([
        "session_id": "s1", "cwd": .string(project.path), "hook_event_name": "SessionStart",
        "source": "resume",
      ]))
    try turn("Now test it")
    #expect(project.records.map(\.prompt).sorted() == ["Add a cache", "Now test it"])
    for text in project.everything where !text.contains("\"sessionId\"") {
      #expect(!text.lowercased().contains("zanzibar"))
    }
  }

  /// A prompt that is private begins while another turn was not told to be over: its answer is not the other's.
  @Test func theAnswerToAPrivatePromptIsNobodys() throws {
    let project = try HookedProject()
    try project.fire(claude.prompt(project.path, "Add a cache"))
    try project.fire(claude.prompt(project.path, "#private the plan"))
    try project.fire(claude.stop(project.path, "The secret plan")[0])
    #expect(project.onlyRecord?.prompt == "Add a cache")
    #expect(project.everything.allSatisfy { !$0.contains("secret plan") })
  }

  @Test func whatMachinesSayIsNoPrompt() throws {
    let project = try HookedProject()
    try project.fire(
      claude.prompt(project.path, "<task-notification>\n<status>done</status>\n</task-notification>"))
    try project.fire(claude.stop(project.path, "Noted.")[0])
    #expect(project.records.isEmpty && project.spool.isEmpty)
  }

  // MARK: Large

  /// Only what is new is read: a hole of 100 MB before it costs nothing, and neither does a long answer of a tool.
  @Test func aTranscriptOfAHundredMegabytes() throws {
    let project = try HookedProject()
    let transcript = try AgentTranscript(claude, in: project)
    try transcript.add(transcript.prompt("Long ago", cwd: project.path))
    try project.sandbox.shell("truncate -s 100M '\(transcript.path)' && echo >>'\(transcript.path)'")
    try project.fire(transcript.naming(claude.prompt(project.path, "Add a cache")))
    try transcript.add(transcript.prompt("Add a cache", cwd: project.path))
    try transcript.add([queue("enqueue", "use LRU"), queue("remove")])
    try transcript.add(transcript.answer("It is in.", cwd: project.path))
    try project.fire(transcript.naming(claude.stop(project.path, "It is in.")[0]))
    #expect(project.onlyRecord?.text.contains("use LRU") == true)
  }

  // MARK: What is worth a record

  @Test func whatIsNotWorthARecordIsPartOfTheTurnBefore() throws {
    let project = try HookedProject()
    try project.sandbox.write("clio.yml", "record-prompts: not-trivial\n")
    let transcript = try AgentTranscript(claude, in: project)
    func turn(_ text: String, _ answer: String) throws {
      try project.fire(transcript.naming(claude.prompt(project.path, text)))
      try transcript.add(transcript.prompt(text, cwd: project.path))
      try transcript.add([besideResult("beside \(text)")])
      try transcript.add(transcript.answer(answer, file: "src/\(answer).ts", cwd: project.path))
      try project.fire(transcript.naming(claude.stop(project.path, answer)[0]))
    }
    try turn("Add a cache", "Begun")
    try turn("continue", "Half")
    try turn("Yes, please!", "Whole")
    let first = try #require(project.onlyRecord)
    #expect(first.prompt == "Add a cache")
    for text in [
      "beside Add a cache", "continue\n", "beside continue", "Yes, please!", "Whole", "src/Begun.ts",
    ] {
      #expect(first.text.ranges(of: text).count >= 1, "\(text) in \(first.text)")
    }
    #expect(first.text.contains("  turn: 1\n") && !first.text.contains("Half\n"))
    try turn("Now test it", "Tested")
    try project.fire(transcript.naming(claude.end(project.path)))
    #expect(project.records.map(\.prompt).sorted() == ["Add a cache", "Now test it"])
    #expect(project.records.first { $0.prompt == "Add a cache" }?.text == first.text)
    #expect(project.spool.isEmpty)
  }

  @Test func everyPromptIsWorthARecordUnlessToldOtherwise() throws {
    let project = try HookedProject()
    for text in ["Add a cache", "continue"] {
      try project.fire(claude.prompt(project.path, text))
      try project.fire(claude.stop(project.path, "Done.")[0])
    }
    #expect(project.records.map(\.prompt).sorted() == ["Add a cache", "continue"])
    try project.sandbox.write("clio.yml", "record-prompts: some\n")
    #expect(try project.sandbox.clio(["list"]).errorText.contains("every or not-trivial"))
  }
}

/// Does it work? `clio doctor` compares what is recorded with what the agents' own files tell.
@Suite struct DoctorAgreementTests {
  @Test func tellsOfPromptsWithoutARecord() throws {
    let project = try HookedProject()
    _ = try project.sandbox.clio(["init", "--agent", "claude"])
    let claude = AgentCall.claude
    let transcript = try AgentTranscript(claude, in: project, below: ".claude/projects/x")
    try project.fire(transcript.naming(claude.prompt(project.path, "Add a cache")))
    try transcript.add(transcript.prompt("Add a cache", cwd: project.path))
    try project.fire(transcript.naming(claude.stop(project.path, "Done.")[0]))
    let well = try project.sandbox.clio(["doctor"])
    #expect(well.status == 0 && well.text.contains("all 1 prompts of claude"), "\(well.text)")
    try transcript.add(transcript.prompt("#private", cwd: project.path))
    try transcript.add(transcript.prompt("Now test it", cwd: project.path))
    let ill = try project.sandbox.clio(["doctor"])
    #expect(ill.status == 1 && ill.text.contains("1 of 2 prompts"), "\(ill.text)")
    #expect(try project.sandbox.clio(["import", "claude"]).errorText.contains("recorded"))
    #expect(try project.sandbox.clio(["doctor"]).text.contains("all 2 prompts of claude"))
  }

  @Test func tellsOfHooksThatAreNotRun() throws {
    let project = try HookedProject()
    _ = try project.sandbox.clio(["init", "--agent", "claude"])
    try project.sandbox.write(".claude/settings.json", #"{"disableAllHooks": true}"#)
    let outcome = try project.sandbox.clio(["doctor"])
    #expect(outcome.status == 1 && outcome.text.contains(".claude/settings.json says disableAllHooks"))
  }
}
