@testable import Records
@testable import Rules

/// A project that is nothing but a table of files.
struct MemoryWorkspace: Workspace {
  var files: [[UInt8]: [UInt8]] = [:]
  var formers: [[UInt8]: [UInt8]] = [:]
  var rivals: [[UInt8]] = []
  var templates: [Kind: [UInt8]] = [
    .prompt: Array(Example.prompt().utf8), .decision: Array(Example.decision().utf8),
  ]
  var today = CalendarDate(year: 2026, month: 11, day: 21) ?? .earliest

  func template(_ kind: Kind) -> TemplateFacts { TemplateFacts(templates[kind] ?? []) }

  private func folder(_ path: [UInt8]) -> [UInt8] { Array(path[..<(path.lastIndex(of: 0x2F) ?? 0)]) }
  private func name(_ path: [UInt8]) -> [UInt8] { Array(path[((path.lastIndex(of: 0x2F) ?? -1) + 1)...]) }

  private func paths(numbered number: Int, _ paths: [[UInt8]], beside path: [UInt8]) -> [[UInt8]] {
    paths.filter {
      $0 != path && folder($0) == folder(path) && RecordNumber(leading: name($0))?.value == number
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  func others(numbered number: Int, beside path: [UInt8], kind: Kind) -> [[UInt8]] {
    paths(numbered: number, Array(files.keys), beside: path)
  }
  func rivals(numbered number: Int, beside path: [UInt8]) -> [[UInt8]] {
    paths(numbered: number, rivals, beside: path)
  }
  func presence(of path: [UInt8]) -> Presence {
    let isThere = files.keys.contains { $0 == path || $0.starts(with: path + [0x2F]) }
    return isThere || path == Array("src/auth/session.swift".utf8) ? .present : .absent
  }
  func record(at path: [UInt8]) -> Record? {
    files[path].map {
      Record(
        $0, name: name(path),
        kind: String(decoding: path, as: UTF8.self).contains("adr/") ? .decision : .prompt)
    }
  }
  func decisions(numbered number: Int) -> [[UInt8]] {
    files.keys.filter {
      String(decoding: $0, as: UTF8.self).contains("adr/") && RecordNumber(leading: name($0))?.value == number
    }
  }
  func former(_ path: [UInt8]) -> [UInt8]? { formers[path] }
}

/// What the rules say of a text.
func findings(
  _ text: [UInt8], at path: String, only: Set<String>? = nil,
  in workspace: MemoryWorkspace = MemoryWorkspace()
) -> [Finding] {
  var settings = RuleSettings()
  settings.only = only
  var workspace = workspace
  let bytes = Array(path.utf8)
  workspace.files[bytes] = text
  let record = workspace.record(at: bytes) ?? Record(text, name: [], kind: .prompt)
  return Checker(settings).check(record, path: bytes, workspace: workspace)
}

extension Example {
  var workspace: MemoryWorkspace {
    var workspace = MemoryWorkspace()
    for other in others { workspace.files[Array(other.path.utf8)] = Array(other.text.utf8) }
    if let former { workspace.formers[Array(path.utf8)] = Array(former.utf8) }
    return workspace
  }
}
