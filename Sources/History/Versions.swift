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

  /// Whether it can be the next version of a record: whatever has a uid keeps it.
  func canFollow(_ earlier: RecordVersion) -> Bool {
    guard let own = uid, let other = earlier.uid else { return true }
    return own == other
  }

  private var uid: String? { Record(contents, name: path.nameBytes, kind: .decision).uid }
}

extension Project {
  /// The versions of a record that git knows, the earliest first, whatever name it had; none without git. At most the
  /// latest thousand are read.
  public func versions(of path: Path) -> [RecordVersion] {
    guard repository != nil else { return [] }
    var found: [RecordVersion] = []
    var next: (path: Path, start: String)? = (path, "HEAD")
    while let (path, start) = next, found.count < Self.mostVersions {
      next = nil
      for entry in log(of: path, from: start).prefix(Self.mostVersions - found.count) {
        guard let contents = git(["cat-file", "blob", "\(entry.commit):./\(path)"]) else { continue }
        let version = RecordVersion(
          commit: entry.commit, date: entry.date, author: entry.author, path: path, contents: contents)
        // Another record had the name before.
        if let later = found.last, !later.canFollow(version) { break }
        found.append(version)
        guard entry.isAdded, let old = oldName(of: path, in: entry.commit) else { continue }
        next = (old, entry.commit + "^")
        break
      }
    }
    return found.reversed()
  }

  private static let mostVersions = 1000

  /// The commits that wrote a file of this very name, the latest first.
  private func log(of path: Path, from start: String) -> [(
    commit: String, date: String, author: String, isAdded: Bool
  )] {
    guard
      let log = git([
        "log", "--max-count=\(Self.mostVersions)", "--date=short", "--name-status", "--no-renames", "-z",
        "--relative", "--format=%x01%H%x00%ad%x00%an%x00", start, "--", path.description,
      ])
    else { return [] }
    return log.split(separator: 1).compactMap { entry in
      let parts = entry.split(separator: 0, omittingEmptySubsequences: false)
      guard parts.count > 3 else { return nil }
      func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
      let status = parts[3...].lazy.compactMap { $0.first { $0 != 0x0A } }.first
      return (text(parts[0]), text(parts[1]), text(parts[2]), status == UInt8(ascii: "A"))
    }
  }

  /// The name that a file had until a commit gave it this one: the other file must be gone since, for records resemble
  /// each other, and git takes what is only alike for a copy.
  private func oldName(of path: Path, in commit: String) -> Path? {
    guard
      let changes = git([
        "diff-tree", "-r", "--root", "--no-commit-id", "--name-status", "-M", "-l4000", "--diff-filter=R",
        "--relative", "-z", commit, "--", ":(glob)**/*.md",
      ])
    else { return nil }
    let parts = changes.split(separator: 0)
    for index in stride(from: 0, to: parts.count - 2, by: 3) where parts[index + 2].elementsEqual(path.bytes)
    {
      return Path(bytes: Array(parts[index + 1]))
    }
    return nil
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
