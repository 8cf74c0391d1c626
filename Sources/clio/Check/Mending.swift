import History
import Platform
import Records
import Rules

/// Mends what can be mended for certain, in as many rounds as it takes: one mend may bring another fault to light.
struct Mending {
  private let run: CheckRun
  private let workspace: CheckWorkspace
  private let files: [Path: RecordFile]
  private var before: [Path: [UInt8]] = [:]
  private var after: [Path: [UInt8]] = [:]
  /// How many findings were mended.
  private(set) var count = 0

  private static let mostRounds = 12

  init(_ run: CheckRun, files: [RecordFile]) {
    self.run = run
    self.files = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    workspace = CheckWorkspace(run.world)
  }

  /// A file that was mended.
  struct Mended {
    let file: RecordFile
    let before: [UInt8]
    let after: [UInt8]
  }

  /// The files that were mended, by path.
  var mended: [Mended] {
    after.keys.sorted().compactMap { path in
      guard let file = files[path], let old = before[path], let new = after[path], old != new else {
        return nil
      }
      return Mended(file: file, before: old, after: new)
    }
  }

  /// Mends the findings.
  mutating func mend(_ findings: [Finding]) {
    var findings = findings
    var refused: Set<Path> = []
    for _ in 0..<Self.mostRounds {
      let fixes = findings.compactMap(\.fix)
      let byPath = Dictionary(grouping: fixes, by: { Path(bytes: $0.path) })
      var changed: Set<Path> = []
      for (path, fixes) in byPath where !refused.contains(path) {
        guard let file = files[path], let old = text(file) else { continue }
        let (new, number) = apply(fixes, to: old)
        guard new != old else { continue }
        guard isHarmless(old, new, file) else {
          refused.insert(path)
          continue
        }
        after[path] = new
        workspace.overlay[path.bytes] = new
        count += number
        changed.insert(path)
      }
      if changed.isEmpty { return }
      // A mend of another file answers a finding here.
      let again = changed.union(findings.filter { $0.fix != nil }.map { Path(bytes: $0.path) })
      findings = again.sorted().flatMap { path -> [Finding] in
        guard let file = files[path], let text = text(file) else { return [] }
        return run.check(text, file, workspace)
      }
    }
  }

  private mutating func text(_ file: RecordFile) -> [UInt8]? {
    if let text = after[file.path] ?? before[file.path] { return text }
    var reader = RecordReader(run.world.project)
    guard let bytes = try? reader.bytes(file.path) else { return nil }
    before[file.path] = bytes
    return bytes
  }

  /// Applies as many as don't touch each other.
  private func apply(_ fixes: [Fix], to text: [UInt8]) -> (text: [UInt8], count: Int) {
    var edits: [Edit] = []
    var count = 0
    for fix in fixes {
      let isInside = fix.edits.allSatisfy { $0.range.upperBound <= text.count }
      let isFree = fix.edits.allSatisfy { edit in
        edits.allSatisfy {
          $0.range.upperBound < edit.range.lowerBound || edit.range.upperBound < $0.range.lowerBound
        }
      }
      guard isInside, isFree else { continue }
      edits += fix.edits
      count += 1
    }
    return (text.applying(edits), count)
  }

  /// Whether nothing became worse: no proven text is lost, and no error is new.
  private func isHarmless(_ old: [UInt8], _ new: [UInt8], _ file: RecordFile) -> Bool {
    let (was, now) = (
      Record(old, name: file.path.nameBytes, kind: file.kind),
      Record(new, name: file.path.nameBytes, kind: file.kind)
    )
    if was.isProven, !now.isProven || now.prompts != was.prompts || now.response != was.response {
      return false
    }
    func errors(_ text: [UInt8]) -> [String: Int] {
      run.check(text, file, workspace).filter { $0.severity == .error }.reduce(into: [:]) {
        $0[$1.rule, default: 0] += 1
      }
    }
    let before = errors(old)
    // A block that can be read now may show faults that were there all along.
    let wasReadable = was.frontMatter?.failure == nil && was.frontMatter != nil
    return !wasReadable || errors(new).allSatisfy { (before[$0.key] ?? 0) >= $0.value }
  }
}
