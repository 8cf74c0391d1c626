/// One pass over a record's metadata: the fields with their origins, and the problems met on the way.
struct Reading {
  let record: Record
  var fields: [String: Field] = [:]
  var problems: [Problem] = []

  init(record: Record) { self.record = record }

  mutating func read() {
    readEncoding()
    readBlock()
    switch record.kind {
    case .prompt: readPrompt()
    case .decision: readDecision()
    }
    checkDate()
  }

  private mutating func readEncoding() {
    if let at = record.text.withUnsafeBufferPointer({ ByteSearch.first(0, in: $0) }) {
      problems.append(Problem(.encoding, "", "the file has a NUL byte", at: at..<(at + 1)))
    } else if let at = record.text.firstOutsideUTF8 {
      problems.append(Problem(.encoding, "", "the file is not valid UTF-8", at: at..<(at + 1)))
    }
  }

  // MARK: The block

  private mutating func readBlock() {
    guard let block = record.frontMatter else {
      if record.kind == .prompt {
        problems.append(Problem(.frontMatterMissing, "", "line 1 doesn't open front matter with '---'"))
      }
      return
    }
    if let dots = block.dots {
      let message = "the front matter ends with '...', where a record has '---'; write '---' in this line"
      problems.append(Problem(.frontMatterMissing, "", message, at: dots))
    } else if !block.isClosed {
      problems.append(
        Problem(.frontMatterMissing, "", "the front matter is never closed by a line '---'", at: block.block))
    }
    if let failure = block.failure {
      let range = failure.offset..<min(failure.offset + 1, record.text.count)
      problems.append(Problem(.frontMatterInvalid, "", failure.reason, at: range))
    }
    let isOwn = record.kind == .prompt || record.dialect == .frontMatter
    fields.reserveCapacity(block.entries.count + 4)
    var seen = NameTable()
    var exact: Set<String>?
    var taken = NameTable()
    for entry in block.entries {
      let canonical = FieldName.canonical(entry.key, kind: record.kind)
      if let canonical, entry.key != canonical, isOwn {
        problems.append(
          Problem(.fieldName, entry.key, "'\(entry.key)' is written '\(canonical)'", at: entry.keyRange))
      }
      let first = seen[canonical ?? entry.key] ?? (canonical == entry.key ? nil : seen[entry.key])
      if let first {
        let other = first == entry.key ? "stands there twice" : "says the same as '\(first)'"
        problems.append(Problem(.fieldDuplicate, entry.key, "'\(entry.key)' \(other)", at: entry.keyRange))
      } else {
        seen.add(canonical ?? entry.key, entry.key)
      }
      if let canonical, entry.key != canonical, exact == nil { exact = Set(block.entries.map(\.key)) }
      // As in `FrontMatter.entry(meaning:)`: the exact spelling first, else the first alias.
      guard let canonical, entry.key == canonical || exact?.contains(canonical) != true,
        first == nil || taken[canonical] == nil
      else { continue }
      taken.add(canonical, entry.key)
      read(entry, as: canonical, checksType: isOwn && !block.isRecovered)
    }
  }

  private mutating func read(_ entry: FrontMatter.Entry, as name: String, checksType: Bool) {
    let isList = FieldName.lists.contains(name)
    let isMapping = name == "links" || name == "significance" || name == "provenance"
    if checksType, let fault = typeFault(entry.value, isList: isList, isMapping: isMapping) {
      problems.append(
        Problem(
          .fieldType, name, "'\(entry.key)' \(fault)",
          at: entry.value.range.isEmpty ? entry.keyRange : entry.value.range))
    }
    guard !isMapping, !entry.value.isNull else { return }
    let range = entry.value.range
    let value =
      entry.value.text ?? (isList ? entry.value.texts.joined(separator: ", ") : record.text.string(range))
    guard !value.isEmpty else { return }
    let isWord = ["id", "stage", "date", "status"].contains(name)
    let shown = isWord || !entry.value.isQuoted ? value.trimmedBlanks : value
    fields[name] = Field(shown, .frontMatter(key: entry.key), range)
    if name == "id", case .scalar(let text, _, .plain) = entry.value, text.utf8.count > 1,
      text.utf8.first == 0x30,
      text.utf8.allSatisfy(\.isDigit), isOwnForm
    {
      problems.append(
        Problem(
          .idNotText, "", "unquoted, YAML 1.1 reads \(text) as a number in base 8; write \"\(text)\"",
          at: range))
    }
  }

  private var isOwnForm: Bool { record.kind == .prompt || record.dialect == .frontMatter }

  private func typeFault(_ value: FrontMatter.Value, isList: Bool, isMapping: Bool) -> String? {
    switch value {
    case .list(let items, _, _):
      if !isList { return isMapping ? "is a list, not a mapping" : "is a list, not a text" }
      for item in items {
        if item.isNull { return "has an empty entry" }
        if item.text == nil { return "has an entry that is not a text (': ' makes a mapping; quote it)" }
      }
      return nil
    case .mapping: return isMapping ? nil : isList ? "is a mapping, not a list" : "is a mapping, not a text"
    case .scalar, .empty:
      if isList { return value.isNull ? "is empty, not a list" : "is a text, not a list" }
      return isMapping ? "is not a mapping" : nil
    case .alias: return "is a YAML alias, which is never followed"
    }
  }

  // MARK: The kinds

  private mutating func readPrompt() {
    for name in ["id", "title", "stage", "date"] where fields[name] == nil {
      if record.frontMatter != nil {
        problems.append(
          Problem(.fieldMissing, name, "there is no '\(name)'", at: record.frontMatter?.block ?? 0..<0))
      }
    }
    if let stage = fields["stage"], Stage(rawValue: stage.value.lowercased()) == nil {
      let hint = Stage(naming: stage.value).map { ", did you mean '\($0.rawValue)'?" } ?? ""
      problems.append(
        Problem(
          .stageUnknown, "", "'\(stage.value)' is none of the ten stages\(hint)", at: stage.range ?? 0..<0))
    }
    if fields["id"] == nil, let number = record.name.number { fields["id"] = Field(number, .fileName, nil) }
    if fields["stage"] == nil, let stage = record.name.stage, Stage(naming: stage) != nil {
      fields["stage"] = Field(stage, .fileName, nil)
    }
    if fields["title"] == nil,
      let heading = record.text.headings(in: record.bodyStart..<record.text.count).first(where: {
        $0.level == 1
      })
    {
      fields["title"] = Field(record.text.string(heading.text), .heading, heading.text)
    }
    if fields["date"] == nil, let date = record.name.date {
      fields["date"] = Field(date.description, .fileName, nil)
    }
    checkProof()
  }

  private mutating func checkProof() {
    if record.provenance?.hasUnreadableProof == true {
      problems.append(
        Problem(.promptAltered, "prompt", "what 'provenance.prompts' notes of the prompt can't be understood")
      )
    }
    guard let extents = record.extents, let provenance = record.provenance else { return }
    for (index, text) in extents.prompts.enumerated() where text == nil {
      let noted = provenance.prompts[index].count
      let what = index == 0 ? "the prompt" : "text \(index) that was typed later"
      problems.append(
        Problem(
          .promptAltered, index == 0 ? "prompt" : "later",
          "\(what) isn't the \(noted) bytes that were recorded"))
    }
    if let response = provenance.response, extents.response == nil {
      problems.append(
        Problem(
          .promptAltered, "response", "the response isn't the \(response.count) bytes that were recorded"))
    }
  }

  private mutating func readDecision() {
    DecisionReader.read(record, into: &fields)
    if fields["id"] == nil, let number = record.name.number { fields["id"] = Field(number, .fileName, nil) }
    if fields["date"] == nil, let date = record.name.date {
      fields["date"] = Field(date.description, .fileName, nil)
    }
    var wanted = ["status", "date"]
    if record.dialect == .frontMatter { wanted = ["id", "title"] + wanted }
    for name in wanted where fields[name] == nil {
      problems.append(Problem(.fieldMissing, name, "there is no \(name)"))
    }
  }

  private mutating func checkDate() {
    guard let date = fields["date"], CalendarDate(date.value) == nil else { return }
    problems.append(
      Problem(.dateInvalid, "", "'\(date.value)' is no date of the form YYYY-MM-DD", at: date.range ?? 0..<0))
  }
}

/// Texts by names: so few as a rule that looking at each is faster than hashing, and no slower where there are many.
private struct NameTable {
  private var rows: [(name: String, value: String)] = []
  private var more: [String: String] = [:]

  subscript(name: String) -> String? {
    for index in rows.indices where rows[index].name == name { return rows[index].value }
    return more.isEmpty ? nil : more[name]
  }

  /// Adds a name that isn't there.
  mutating func add(_ name: String, _ value: String) {
    if rows.count < 32 { rows.append((name, value)) } else { more[name] = value }
  }
}
