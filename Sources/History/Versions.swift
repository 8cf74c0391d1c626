import Platform
import Records

/// A record as a commit has it.
public struct RecordVersion: Sendable {
  /// The commit.
  public let commit: String
  /// The day on which it was made.
  public let date: String
  /// Who made it.
  public let author: String
  /// The path that the file had, relative to the root.
  public let path: Path
  /// The file.
  public let contents: [UInt8]
}

extension Project {
  /// The versions of a record that git knows, the earliest first, whatever name it had; none without git. At most the
  /// latest thousand are read.
  public func versions(of path: Path) -> [RecordVersion] {
    guard repository != nil else { return [] }
    let format = "--format=%x01%H%x00%ad%x00%an%x00"
    guard
      let log = git([
        "log", "--follow", "--max-count=1000", "--date=short", "--name-only", "-z", "--relative", format,
        "--",
        path.description,
      ])
    else { return [] }
    var found: [(commit: String, date: String, author: String, path: Path)] = []
    for entry in log.split(separator: 1) {
      let parts = entry.split(separator: 0, omittingEmptySubsequences: false).map { Array($0) }
      guard parts.count > 3 else { continue }
      let name = parts[3...].map { $0.filter { $0 != 0x0A } }.first { !$0.isEmpty }
      guard let name else { continue }
      func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
      found.append((text(parts[0]), text(parts[1]), text(parts[2]), Path(bytes: name)))
    }
    return found.reversed().compactMap { version in
      guard let contents = git(["cat-file", "blob", "\(version.commit):./\(version.path)"]) else {
        return nil
      }
      return RecordVersion(
        commit: version.commit, date: version.date, author: version.author, path: version.path,
        contents: contents)
    }
  }

  /// The files below the root that changed since a commit, committed or not; nil where git can't tell.
  public func changedFiles(since reference: String) -> [Path]? {
    guard repository != nil, !reference.hasPrefix("-") else { return nil }
    guard let tracked = git(["diff", "--name-only", "--relative", "--no-ext-diff", "-z", reference, "--"]),
      let new = git(["ls-files", "--others", "--exclude-standard", "-z"])
    else { return nil }
    return Set((tracked + new).split(separator: 0).map { Path(bytes: Array($0)) }).sorted()
  }

  /// The lines that a file lost and got since a commit.
  public func changedLines(of path: Path, since reference: String) -> (
    removed: [String], added: [(line: Int, text: String)]
  )? {
    guard repository != nil, !reference.hasPrefix("-"),
      let output = git([
        "diff", "-U0", "--relative", "--no-ext-diff", "--no-color", "--no-textconv", reference, "--",
        path.description,
      ])
    else { return nil }
    var (removed, added): ([String], [(line: Int, text: String)]) = ([], [])
    var line = 0
    for raw in output.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let text = String(decoding: raw, as: UTF8.self)
      if text.hasPrefix("@@") {
        let place = text.split(separator: "+").dropFirst().first?.prefix { $0.isNumber } ?? ""
        line = Int(place) ?? 0
      } else if text.hasPrefix("+"), !text.hasPrefix("+++") {
        added.append((line, String(text.dropFirst())))
        line += 1
      } else if text.hasPrefix("-"), !text.hasPrefix("---") {
        removed.append(String(text.dropFirst()))
      }
    }
    return (removed, added)
  }

  /// What git answers; nil if it can't be run or refuses. No pager, no helper program, no optional lock.
  private func git(_ arguments: [String]) -> [UInt8]? {
    let words = ["git", "--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false"] + arguments
    guard
      let (status, output, _) = try? Spawn.run(words, directory: root.path, outputLimit: Self.largestRecord),
      status == 0
    else { return nil }
    return output
  }
}
