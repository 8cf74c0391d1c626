import JSON
import Platform
import Rules

/// The findings that a project has accepted. An entry is known by what the finding says and stands in, so that it holds
/// when lines shift; and by the record's uid, or without one when its file is gone, so that it holds after a rename.
struct Baseline {
  /// The name, unless `clio.yml` gives another.
  static let fileName = "clio-baseline.json"

  private struct Key: Hashable {
    let rule: String
    let fingerprint: String
  }

  private struct Entry {
    let key: Key
    let path: String
    let uid: String?
    var isUsed = false

    /// Whether it was made for the record of a finding, by whatever name it has now.
    func fits(_ finding: Finding, at path: String, isThere: (String) -> Bool) -> Bool {
      if let uid { return finding.uid == uid }
      return self.path == path || !isThere(self.path)
    }
  }

  private var entries: [Entry]

  /// How many entries accepted nothing.
  var stale: Int { entries.count { !$0.isUsed } }

  /// Reads a baseline.
  init(_ bytes: [UInt8], name: String) throws {
    func refuse(_ what: String) -> Failure {
      Failure("\(name): \(what)", "remove it, and make it anew with `clio check --update-baseline`")
    }
    guard let object = try? JSON.parse(bytes) else { throw refuse("not JSON") }
    guard object["version"]?.integer == 1, let items = object["findings"]?.items else {
      throw refuse("not a baseline of this version")
    }
    entries = try items.map { item in
      guard let rule = item["rule"]?.text, let path = item["path"]?.text, let mark = item["fingerprint"]?.text
      else {
        throw refuse("an entry lacks `rule`, `path` or `fingerprint`")
      }
      return Entry(key: Key(rule: rule, fingerprint: mark), path: path, uid: item["uid"]?.text)
    }
  }

  /// Takes away what is accepted; `isThere` tells whether a file still is.
  mutating func filter(_ findings: [Finding], isThere: (String) -> Bool) -> (left: [Finding], accepted: Int) {
    var byKey: [Key: [Int]] = [:]
    for (index, entry) in entries.enumerated() { byKey[entry.key, default: []].append(index) }
    var left: [Finding] = []
    for finding in findings {
      let key = Key(rule: finding.rule, fingerprint: finding.fingerprint)
      let path = String(decoding: finding.path, as: UTF8.self)
      let free = (byKey[key] ?? []).filter { !entries[$0].isUsed }
      let own = free.first {
        entries[$0].path == path && entries[$0].fits(finding, at: path, isThere: isThere)
      }
      if let index = own ?? free.first(where: { entries[$0].fits(finding, at: path, isThere: isThere) }) {
        entries[index].isUsed = true
      } else {
        left.append(finding)
      }
    }
    return (left, findings.count - left.count)
  }

  /// The file that accepts findings: an entry a line, in order, so that branches merge.
  static func text(_ findings: [Finding]) -> [UInt8] {
    let lines = findings.map { finding -> String in
      var members = [
        JSON.Member("path", .string(String(decoding: finding.path, as: UTF8.self))),
        JSON.Member("rule", .string(finding.rule)), JSON.Member("fingerprint", .string(finding.fingerprint)),
      ]
      if let uid = finding.uid { members.append(JSON.Member("uid", .string(uid))) }
      return "    " + String(decoding: JSON.object(members).write(), as: UTF8.self)
    }
    return Array(
      ("{\n  \"version\": 1,\n  \"findings\": ["
        + (lines.isEmpty ? "" : "\n" + lines.joined(separator: ",\n") + "\n  ") + "]\n}\n")
        .utf8)
  }
}
