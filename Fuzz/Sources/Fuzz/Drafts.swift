import Records

/// Records rendered from any template: a fault, or a record that reads as what was put in. Parts: template, prompt,
/// response, title, lists. With an odd first choice a decision, with an odd second one the built-in template.
func fuzzDrafts(_ parts: Parts) {
  if parts.choice(0, of: 2) == 1 { renderDecision(parts) } else { renderPrompt(parts) }
}

private func renderPrompt(_ parts: Parts) {
  var draft = PromptDraft()
  draft.id = "0007"
  draft.date = "2026-01-07"
  draft.prompts = [parts.bytes(1)]
  if parts.has(2) { draft.response = parts.bytes(2) }
  draft.title = parts.text(3).withoutOuterBlanks.isEmpty ? "Title" : parts.text(3)
  let lines = parts.lines(4)
  draft.labels = lines
  draft.files = Array(lines.prefix(2))
  draft.model = lines.first
  draft.links = lines.isEmpty ? [:] : ["spec": lines[0]]
  draft.notes = lines.isEmpty ? [:] : ["OUTCOME_IMPACT": lines[0], "FAILURE_MODES": parts.text(4)]
  draft.provenance = Provenance(uid: "0190f5e2-7c1b-7e00-8a44-1d2c9b3f5a66")
  let isOwn = parts.choice(1, of: 2) == 1
  let text: [UInt8]
  do throws(Template.Fault) {
    text = try draft.rendered(with: isOwn ? BuiltIn.prompt : try Template(parts.bytes(0)))
  } catch {
    require(!isOwn, "the built-in template can't take this: \(error.message)")
    return
  }
  require(String(validating: text, as: UTF8.self) != nil, "what was written is not UTF-8")
  let record = checkGivesBack(text, draft, "the record", isOwn: isOwn)
  guard isOwn else { return }
  checkText(text)
  if text.count % 4 == 0 { checkGivesBack(withReturns(text), draft, "the record with CRLF") }
  require(record.problems.isEmpty, "what was written has a problem: \(record.problems.map(\.label))")
  checkList(record, "labels", draft.labels)
  checkList(record, "files", draft.files)
  if let model = draft.model { checkScalar(record, "model", model) }
}

private func renderDecision(_ parts: Parts) {
  var draft = DecisionDraft()
  draft.id = "0007"
  draft.date = "2026-01-07"
  draft.status = Status.allCases[parts.choice(2, of: Status.allCases.count)]
  draft.title = parts.text(3).withoutOuterBlanks.isEmpty ? "Title" : parts.text(3)
  draft.texts = ["CONTEXT": parts.text(1), "DECISION": parts.text(2)]
  let lines = parts.lines(4)
  for key in DecisionDraft.listKeys { draft.lists[key] = lines }
  draft.significance = lines.isEmpty ? [:] : ["impact": lines[0]]
  draft.provenance = Provenance(uid: "0190f5e2-7c1b-7e00-8a44-1d2c9b3f5a66")
  let isOwn = parts.choice(1, of: 2) == 1
  let text: [UInt8]
  do throws(Template.Fault) {
    text = try draft.rendered(with: isOwn ? BuiltIn.decision : try Template(parts.bytes(0)))
  } catch {
    require(!isOwn, "the built-in template can't take this: \(error.message)")
    return
  }
  require(String(validating: text, as: UTF8.self) != nil, "what was written is not UTF-8")
  let record = Record(text, name: Array("0007-a.md".utf8), kind: .decision)
  checkRanges(record)
  guard isOwn else { return }
  checkText(text)
  require(
    record.dialect == .frontMatter && record.problems.isEmpty,
    "what was written has a problem: \(record.problems.map(\.label))")
  require(record.standing == draft.status, "the status is another one")
  checkScalar(record, "title", draft.title)
  for key in DecisionDraft.listKeys { checkList(record, key, lines) }
}

private func checkScalar(_ record: Record, _ name: String, _ value: String) {
  let found = record.fields[name]?.value ?? ""
  require(found.isSame(as: value), "`\(name)` should be `\(value)` and is `\(found)`")
}

private func checkList(_ record: Record, _ name: String, _ items: [String]) {
  let isNone = items.count == 1 && items[0].lowercased() == "none"
  require(
    record.list(name).areSame(as: isNone ? [] : items),
    "`\(name)` should be \(items) and is \(record.list(name))")
}
