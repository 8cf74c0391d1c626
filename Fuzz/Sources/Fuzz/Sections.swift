import Records
import YAML

/// A record made of a prompt, a response, a title and texts typed later must give them all back, with LF and with
/// CRLF. With bytes of it changed it may give anything, but never pass off something else as proven. Without
/// provenance its sections must be what stands in it. Parts: prompt, response, title, two later texts, changes.
func fuzzSections(_ parts: Parts) {
  var prompts = [parts.bytes(0)]
  for index in 0..<parts.choice(1, of: 3) { prompts.append(parts.bytes(3 + index)) }
  let response = parts.has(1) ? parts.bytes(1) : nil
  let name = Array("0007-a.red.prompt.md".utf8)
  let way = parts.choice(0, of: 5)
  let text = text(of: prompts, response, title: parts.text(2), isProven: way != 4)
  switch way {
  case 0, 1:
    let record = Record(way == 0 ? text : withReturns(text), name: name, kind: .prompt)
    require(record.frontMatter?.failure == nil, "the front matter is not YAML")
    require(record.isProven, "the record is not proven")
    require(record.prompts == prompts, "the record gives back other prompts")
    if response != nil { require(record.response == response, "the record gives back another response") }
    checkRanges(record)
  default:
    let record = Record(mutated(text, by: parts.bytes(5)), name: name, kind: .prompt)
    checkRanges(record)
    checkProof(record)
    checkSections(record)
  }
}

/// A record, written by other means than the product's.
private func text(of prompts: [[UInt8]], _ response: [UInt8]?, title: String, isProven: Bool) -> [UInt8] {
  var text = Array("---\ntitle: \(YAMLWriter.scalar(title))\n".utf8)
  let kept = prompts.map { KeptText($0) }
  let keptResponse = response.map { KeptText($0) }
  if isProven {
    text += Array("provenance:\n  prompts:\n".utf8)
    for one in kept { text += Array("    - \(proof(one))\n".utf8) }
    if let keptResponse { text += Array("  response: \(proof(keptResponse))\n".utf8) }
  }
  text += Array("---\n\n## Prompt\n\n".utf8)
  for (index, prompt) in kept.enumerated() {
    if index > 0 { text += Array("\n\n### Typed while the agent worked\n\n".utf8) }
    text += prompt.stored
  }
  text += Array("\n\n## Response snapshot\n\n".utf8) + (keptResponse?.stored ?? Array("none".utf8))
  return text + Array("\n\n## Outcome\n\n- Impact: none\n".utf8)
}

private func proof(_ text: KeptText) -> String {
  "{bytes: \(text.count), sha256: \"\(text.sha256)\", eol: \(text.lineEnds.rawValue), encoding: \(text.encoding.rawValue)}"
}

/// Every section is a piece of the text, and the pieces stand in order.
private func checkSections(_ record: Record) {
  _ = (record.prompts, record.response)
  var from = 0
  for section in Section.allCases {
    guard let content = record.content(section), !content.isEmpty else { continue }
    let rest = record.text[from...]
    guard let place = rest.indices.first(where: { rest[$0...].starts(with: content) }) else {
      fail("the section \(section) is no piece of the text, or not in order")
    }
    from = place
  }
}

/// The text as a checkout with CRLF has it.
func withReturns(_ text: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count + text.count / 16)
  for byte in text {
    if byte == 0x0A { result.append(0x0D) }
    result.append(byte)
  }
  return result
}

/// Changes a text as a script of four bytes each says: what to do, where (two bytes), and a byte.
private func mutated(_ text: [UInt8], by script: [UInt8]) -> [UInt8] {
  var text = text
  for step in stride(from: 0, to: min(script.count, 32) - 3, by: 4) {
    let place = (Int(script[step + 1]) << 8 | Int(script[step + 2])) % (text.count + 1)
    let byte = script[step + 3]
    switch script[step] % 6 {
    case 0 where place < text.count: text[place] = byte
    case 1: text.insert(byte, at: place)
    case 2: text.removeSubrange(place..<min(place + Int(byte), text.count))
    case 3: text.insert(contentsOf: text[place..<min(place + Int(byte), text.count)], at: place)
    case 4: text.insert(contentsOf: "\n## Prompt\n\n".utf8, at: place)
    case 5: text.insert(contentsOf: "\n## Response snapshot\n\n".utf8, at: place)
    default: break
    }
  }
  return text
}
