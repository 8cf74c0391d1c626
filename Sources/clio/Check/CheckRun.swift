import History
import Platform
import Records
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
    let parts = files.count < Self.fewest ? 1 : Parallel.processors
    let results = Parallel.map(files.count, parts: parts) { range in
      let workspace = CheckWorkspace(world)
      var reader = RecordReader(world.project)
      var findings: [Finding] = []
      for index in range { findings += check(files[index], &reader, workspace) }
      return findings
    }
    return results.flatMap { $0 }
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
