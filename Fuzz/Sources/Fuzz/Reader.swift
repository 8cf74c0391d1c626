import Records

/// A file of a record folder. Parts: name, text; an input without parts is the text.
func fuzzReader(_ input: [UInt8]) {
  let parts = Parts(input)
  let name = parts.has(1) ? parts.bytes(0) : Array("0001-a.red.prompt.md".utf8)
  let text = parts.has(1) ? parts.bytes(1) : parts.bytes(0)
  let record = Record(text, name: name, kind: text.count % 2 == 0 ? .prompt : .decision)
  checkRanges(record)
  readEverything(record)
  guard text.count % 16 < 2 else { return }
  let again = Record(text, name: name, kind: record.kind)
  require(again.fields == record.fields, "fields differ between two readings")
  require(again.problems == record.problems, "problems differ between two readings")
  guard RecordName.isRecord(name), !name.contains(UInt8(ascii: "/")) else { return }
  let old = Array("a/".utf8) + name
  let moved = LinkRewriter.rewritten(record, at: old, from: old, to: Array("b/0002-b.md".utf8))
  require(
    !record.isProven || Record(moved, name: name, kind: record.kind).prompts == record.prompts,
    "a moved link changed a proven text")
  _ = LinkRewriter.rebased(record, from: old, to: Array("a/c/d/".utf8) + name)
}

/// Every place that a record names lies in its text.
func checkRanges(_ record: Record) {
  let all = 0..<record.text.count
  func check(_ range: Range<Int>, in outer: Range<Int>, _ what: String) {
    require(
      range.lowerBound >= outer.lowerBound && range.upperBound <= outer.upperBound,
      "\(what) \(range) is outside of \(outer)")
  }
  require((0...record.text.count).contains(record.bodyStart), "the body begins at \(record.bodyStart)")
  for (name, field) in record.fields {
    if let range = field.range { check(range, in: all, name) }
  }
  for problem in record.problems { check(problem.range, in: all, problem.label) }
  guard let block = record.frontMatter else { return }
  check(block.block, in: all, "the block")
  check(block.content, in: block.block, "the content")
  if let failure = block.failure { check(failure.offset..<failure.offset, in: all, failure.reason) }
  var last = block.content.lowerBound
  for entry in block.entries {
    require(
      entry.keyRange.lowerBound >= last, "`\(entry.key)` begins before the end of what stands before it")
    last = entry.keyRange.upperBound
    checkEntry(entry, in: block.content)
  }

  func checkEntry(_ entry: FrontMatter.Entry, in outer: Range<Int>) {
    check(entry.keyRange, in: outer, "key `\(entry.key)`")
    checkValue(entry.value, in: outer, entry.key)
    require(
      entry.value.range.lowerBound >= entry.keyRange.upperBound,
      "the value of `\(entry.key)` begins in the key")
  }

  func checkValue(_ value: FrontMatter.Value, in outer: Range<Int>, _ key: String) {
    check(value.range, in: outer, "value of `\(key)`")
    switch value {
    case .list(let items, let range, _): for item in items { checkValue(item, in: range, key) }
    case .mapping(let entries, let range, _): for entry in entries { checkEntry(entry, in: range) }
    case .scalar, .empty, .alias: break
    }
  }
}

/// Asks a record for all that it can tell.
func readEverything(_ record: Record) {
  _ = (record.id, record.title, record.stage, record.date, record.status, record.feature, record.uid)
  _ = (record.standing, record.knownStage, record.prompts, record.response, record.isProven)
  for section in Section.allCases { _ = record.content(section) }
  for name in FieldName.links { _ = record.link(name) }
  for name in FieldName.lists { _ = record.list(name) }
  checkProof(record)
}

/// A record that says it is proven has the texts that were noted.
func checkProof(_ record: Record) {
  guard record.isProven, let provenance = record.provenance else { return }
  require(record.prompts.count == provenance.prompts.count, "proven, with \(record.prompts.count) prompts")
  for (text, proof) in zip(record.prompts, provenance.prompts) {
    let kept = KeptText(text)
    require(
      kept.count == proof.count && kept.sha256 == proof.sha256.lowercased(), "proven, but a prompt is another"
    )
  }
  guard let proof = provenance.response else { return }
  guard let response = record.response else { fail("proven, but without the response") }
  let kept = KeptText(response)
  require(
    kept.count == proof.count && kept.sha256 == proof.sha256.lowercased(),
    "proven, but the response is another")
}
