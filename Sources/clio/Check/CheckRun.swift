import History
import Platform
import Records
import Reports
import Rules

/// Looks at the files of a selection, on both processors where there are many.
struct CheckRun: Sendable {
  let world: CheckWorld
  let checker: Checker
  let staged: [Path: GitView.Staged]?

  /// Below this a second thread costs more than it saves.
  private static let fewest = 400

  /// The findings by path and place.
  func findings(in files: [RecordFile]) -> [Finding] {
    eachPart(of: files, [Finding]()) { $0 += $1 }.flatMap { $0 }
  }

  /// What there is, with only so many findings of each rule as are shown; none below a severity counts.
  func tally(in files: [RecordFile], least: Severity?, keeping most: @escaping @Sendable (Severity) -> Int)
    -> Tally
  {
    var tally = Tally(keeping: most)
    let parts = eachPart(of: files, tally) { tally, findings in
      tally.add(record: least.map { least in findings.filter { $0.severity >= least } } ?? findings)
    }
    for part in parts { tally.add(part) }
    return tally
  }

  private func eachPart<Result: Sendable>(
    of files: [RecordFile], _ start: Result, _ add: @escaping @Sendable (inout Result, [Finding]) -> Void
  ) -> [Result] {
    let parts = files.count < Self.fewest ? 1 : Parallel.processors
    return Parallel.map(files.count, parts: parts) { range in
      let workspace = CheckWorkspace(world)
      var reader = RecordReader(world.project)
      var result = start
      for index in range {
        let findings = check(files[index], &reader, workspace)
        if !findings.isEmpty { add(&result, findings) }
      }
      return result
    }
  }

  private func check(_ file: RecordFile, _ reader: inout RecordReader, _ workspace: CheckWorkspace)
    -> [Finding]
  {
    if let staged = staged?[file.path] {
      guard let contents = staged.contents else {
        return checker.unread(file.path.bytes, isLink: true, reason: "")
      }
      return check(contents, file, workspace)
    }
    do throws(SystemError) {
      return check(try reader.bytes(file.path), file, workspace)
    } catch {
      return checker.unread(file.path.bytes, isLink: error.isLoop, reason: error.reason)
    }
  }

  /// What is wrong with a text that a file has.
  func check(_ text: [UInt8], _ file: RecordFile, _ workspace: CheckWorkspace) -> [Finding] {
    let record = Record(text, name: file.path.nameBytes, kind: file.kind)
    return checker.check(record, path: file.path.bytes, workspace: workspace)
  }
}
