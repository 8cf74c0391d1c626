import Records

/// One field of a record is set: the editor refuses, or changes that value and nothing else, and the new text reads
/// as what was set. Parts: record, field, value.
func fuzzEditor(_ parts: Parts) {
  let kind = Kind.allCases[parts.choice(0, of: 2)]
  let old = Record(parts.bytes(0), name: Array("0001-a.md".utf8), kind: kind)
  let field = parts.text(1)
  let value: RecordEditor.Value =
    switch parts.choice(1, of: 3) {
    case 0: .text(parts.text(2))
    case 1: .list(parts.lines(2))
    default: .null
    }
  let text: [UInt8]
  do throws(RecordEditor.Refusal) {
    text = try RecordEditor(old).setting(field, to: value)
  } catch {
    require((0...old.text.count).contains(error.offset), "refused at \(error.offset)")
    return
  }
  let new = Record(text, name: Array("0001-a.md".utf8), kind: kind)
  let edit = Edit(old: old, new: new, field: field, value: value)
  if old.kind == .prompt || old.dialect == .frontMatter || edit.isInFrontMatter {
    edit.checkBlock()
  } else {
    edit.checkVisible()
  }
}

/// What was edited, and what came of it.
private struct Edit {
  let old: Record
  let new: Record
  let field: String
  let value: RecordEditor.Value

  /// The new text is the old one with another range in the place of this one.
  private func isChanged(only range: Range<Int>) -> Bool {
    let tail = old.text.count - range.upperBound
    return new.text.count >= range.lowerBound + tail
      && new.text[..<range.lowerBound].elementsEqual(old.text[..<range.lowerBound])
      && new.text.suffix(tail).elementsEqual(old.text.suffix(tail))
  }

  private var isOnlyInserted: Bool {
    var shared = 0
    while shared < old.text.count, shared < new.text.count, old.text[shared] == new.text[shared] {
      shared += 1
    }
    let tail = old.text.count - shared
    return new.text.count >= old.text.count && new.text.suffix(tail).elementsEqual(old.text.suffix(tail))
  }

  /// Whether a decision of another dialect has the field in front matter.
  var isInFrontMatter: Bool {
    guard let place = old.fields[field] else { return old.frontMatter != nil }
    if case .frontMatter = place.origin { return true }
    return false
  }

  /// A decision of another dialect: the value stands in a line of the body.
  func checkVisible() {
    guard let range = old.fields[field]?.range else { fail("`\(field)` has no place, and was set") }
    require(isChanged(only: range), "more than `\(field)` was changed")
  }

  /// The entry of front matter that the field means.
  private func target(in block: FrontMatter) -> Int? {
    let name = field.split(separator: ".", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    guard
      let entry = block.entry(meaning: name, kind: old.kind) ?? block.entry(meaning: field, kind: old.kind)
    else { return nil }
    return block.entries.firstIndex { $0.keyRange == entry.keyRange }
  }

  func checkBlock() {
    guard let block = old.frontMatter else { fail("`\(field)` was set in a record without front matter") }
    let isHeading = old.kind == .decision && (field == "id" || field == "title")
    if isHeading {
      checkBody()
    } else if let index = target(in: block) {
      checkPlace(block.entries[index])
    } else {
      require(isOnlyInserted, "setting the new field `\(field)` changed more than that")
    }
    guard block.failure == nil, block.isClosed else { return }
    checkMeaning(block)
  }

  /// At most one line of the body, the heading, is another one.
  private func checkBody() {
    let before = old.text[old.bodyStart...].split(separator: 0x0A, omittingEmptySubsequences: false)
    let after = new.text[new.bodyStart...].split(separator: 0x0A, omittingEmptySubsequences: false)
    require(before.count == after.count, "the body has other lines")
    require(zip(before, after).count { $0 != $1 } <= 1, "more than the heading was changed")
  }

  private func checkPlace(_ entry: FrontMatter.Entry) {
    let range = entry.keyRange.upperBound..<max(entry.keyRange.upperBound, entry.value.range.upperBound)
    require(isChanged(only: range) || isOnlyInserted, "more than the value of `\(entry.key)` was changed")
  }

  /// All other keys still mean what they meant, and this one means the new value.
  private func checkMeaning(_ before: FrontMatter) {
    guard let after = new.frontMatter, after.isClosed else { fail("the front matter is gone") }
    require(after.failure == nil, "the front matter is no longer YAML: \(after.failure?.reason ?? "")")
    guard let index = target(in: after) else { fail("`\(field)` was set and isn't there") }
    var others = after.entries
    var earlier = before.entries
    others.remove(at: index)
    if let index = target(in: before) { earlier.remove(at: index) }
    require(
      others.count == earlier.count
        && zip(others, earlier).allSatisfy { $0.key == $1.key && isSame($0.value, $1.value) },
      "another key has another value")
    let path = field.split(separator: ".").map(String.init)
    let entry = after.entries[index]
    var found = entry.value
    if path.count == 2, case .mapping(let entries, _, _) = found {
      let meant =
        entries.first { $0.key == path[1] } ?? entries.first { $0.key.lowercased() == path[1].lowercased() }
      guard let inner = meant else {
        fail("`\(field)` was set and isn't there")
      }
      found = inner.value
    }
    switch value {
    case .text(let text):
      require(found.text?.isSame(as: text) ?? false, "`\(field)` reads as `\(found.text ?? "no text")`")
    case .list(let items):
      guard case .list = found else { fail("`\(field)` reads as no list") }
      require(found.texts.areSame(as: items), "`\(field)` reads as \(found.texts)")
    case .null: require(found.isNull, "`\(field)` reads as something")
    }
    guard case .text(let text) = value, path.count == 1, FieldName.canonical(field, kind: old.kind) == field,
      !text.withoutOuterBlanks.isEmpty,
      !["links", "significance", "provenance"].contains(field)
    else { return }
    let read = new.fields[field]?.value ?? ""
    require(
      read.withoutOuterBlanks.isSame(as: text.withoutOuterBlanks), "the record's `\(field)` is `\(read)`")
  }

  private func isSame(_ one: FrontMatter.Value, _ other: FrontMatter.Value) -> Bool {
    switch (one, other) {
    case (.scalar(let text, _, let style), .scalar(let other, _, let otherStyle)):
      text.isSame(as: other) && style == otherStyle
    case (.list(let items, _, _), .list(let others, _, _)):
      items.count == others.count && zip(items, others).allSatisfy { isSame($0, $1) }
    case (.mapping(let entries, _, _), .mapping(let others, _, _)):
      entries.count == others.count
        && zip(entries, others).allSatisfy { $0.key == $1.key && isSame($0.value, $1.value) }
    case (.empty, .empty), (.alias, .alias): true
    default: false
    }
  }
}
