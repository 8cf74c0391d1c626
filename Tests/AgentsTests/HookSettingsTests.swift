import JSON
import Properties
import Testing

@testable import Agents

/// Hooks in settings that people wrote, with comments, commas after the last member and lines of any form.
@Suite struct HookSettingsTests {
  /// What is made of letters: the same number gives the same text.
  private struct Writer {
    var random: Generator
    var text = ""

    mutating func pick<Item>(_ items: [Item]) -> Item { items[Int(random.next() % UInt64(items.count))] }

    mutating func gap() {
      text += pick(["", "", " ", "\n", "\n  ", " /* c */ ", " // c\n", "\r\n\t", " // c\n    "])
    }

    mutating func list(
      _ open: String, _ close: String, _ count: Int, _ element: (inout Writer, Int) -> Void
    ) {
      text += open
      gap()
      for number in 0..<count {
        element(&self, number)
        gap()
        if number + 1 < count || pick([true, false]) { text += "," }
        gap()
      }
      text += close
    }

    mutating func hook() {
      text += pick([
        #"{"command": "x"}"#, #"{"hooks": [{"type": "command", "command": "y"},]}"#, #"{"hooks": []}"#,
        #"{ "matcher": "a", // m"# + "\n" + #""hooks": [{"command": "z"}] }"#,
      ])
    }

    mutating func settings() {
      gap()
      let keys = ["hooks", "model", "version"].filter { _ in pick([true, false]) }
      list("{", "}", keys.count) { writer, number in
        writer.text += "\"\(keys[number])\":"
        writer.gap()
        guard keys[number] == "hooks" else {
          return writer.text += writer.pick(["1", "\"x\"", "{\"a\": 1,}"])
        }
        let events = ["Stop", "SessionEnd", "stop", "PreToolUse"].filter { _ in writer.pick([true, false]) }
        writer.list("{", "}", events.count) { writer, number in
          writer.text += "\"\(events[number])\":"
          writer.gap()
          let count = writer.pick([0, 1, 2])
          writer.list("[", "]", count) { writer, _ in writer.hook() }
        }
      }
      gap()
    }
  }

  /// What is put in can be taken out again, and nothing else with it, not even an empty list of others.
  @Test func whatIsPutInCanBeTakenOut() throws {
    for seed in 0..<UInt64(Cases.count(3_000, cost: 4)) {
      var writer = Writer(random: Generator(seed: seed))
      writer.settings()
      let settings = Array(writer.text.utf8)
      for installation in HookInstallation.all {
        let before = try JSONEditor(settings)
        let added = try installation.adding(to: settings, program: "clio", .local)
        #expect(Set(installation.installedEvents(in: added)).isSuperset(of: installation.eventNames))
        let removed: [UInt8]
        do {
          removed = try installation.removing(from: added)
        } catch {
          Issue.record("\(error) in \(String(decoding: added, as: UTF8.self)) of \(writer.text)")
          continue
        }
        #expect(installation.installedEvents(in: removed).isEmpty, "\(writer.text)")
        #expect(others(in: try JSONEditor(removed)) == others(in: before), "\(writer.text)")
      }
    }
  }

  /// All members but those that hooks were put into, which may have been empty before.
  private func others(in editor: JSONEditor) -> [JSON.Member] {
    var members = editor.value(at: [])?.members ?? []
    members.removeAll { $0.key == "version" && $0.value == 1 }
    for index in members.indices where members[index].key == "hooks" {
      let events = (members[index].value.members ?? []).filter { $0.value.items?.isEmpty == false }
      members[index] = JSON.Member("hooks", .object(events))
    }
    members.removeAll { $0.key == "hooks" && $0.value == .object([]) }
    return members
  }
}
