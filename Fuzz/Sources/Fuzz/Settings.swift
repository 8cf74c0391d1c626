import Agents
import JSON

/// An agent's settings, into which hooks are put and taken out again: every other byte stays, and to do it twice is to
/// do it once.
func fuzzSettings(_ input: [UInt8]) {
  guard let first = input.first else { return }
  let text = Array(input.dropFirst())
  let all = HookInstallation.all
  let installation = all[Int(first) % all.count]
  if let added = try? installation.adding(to: text, program: "clio", .local) {
    require(
      (try? installation.adding(to: added, program: "clio", .local)) == added, "hooks are put in twice")
    require(
      Set(installation.installedEvents(in: added)).isSuperset(of: installation.eventNames),
      "a hook is missing")
    guard let removed = try? installation.removing(from: added) else {
      fail("hooks can't be taken out")
    }
    require((try? installation.removing(from: removed)) == removed, "more is taken out the second time")
    require(installation.installedEvents(in: removed).isEmpty, "a hook is left")
  }
  edit(text, first)
  let section = InstructionSection.adding(to: text)
  require(InstructionSection.adding(to: section) == section, "the section is put in twice")
}

/// A member put at the end of an object and taken out again.
private func edit(_ text: [UInt8], _ choice: UInt8) {
  guard var editor = try? JSONEditor(text), let before = editor.value(at: []) else { return }
  let value: JSON = choice % 2 == 0 ? ["a": [1, "x"]] : 7
  guard before["added"] == nil, (try? editor.append(value, key: "added", at: [])) == true else { return }
  require(editor.value(at: [.key("added")]) == value, "the new member is another")
  require(members(editor).dropLast().elementsEqual(before.members ?? []), "a member changed")
  require((try? editor.remove(.key("added"), at: [])) == true, "the new member can't be taken out")
  require(editor.value(at: []) == before, "a member went along")
}

private func members(_ editor: JSONEditor) -> [JSON.Member] { editor.value(at: [])?.members ?? [] }
