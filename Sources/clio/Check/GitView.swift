import History
import Platform
import Records

/// What a check asks git. Paths are relative to the root.
struct GitView: Sendable {
  private let repository: GitRepository
  private let root: Path

  /// Nil without a repository.
  init?(_ project: Project) {
    guard let repository = project.repository else { return nil }
    self.repository = repository
    root = project.root.path
  }

  var isShallow: Bool { repository.isShallow }

  private func ask(_ words: [String], input: [UInt8] = [], ofHook: Bool = false) throws
    -> GitRepository.Answer
  {
    try repository.query(words, in: root, input: input, ofHook: ofHook)
  }

  private func paths(_ words: [String]) throws -> [Path] {
    let answer = try ask(words)
    guard answer.status == 0 else {
      throw Failure("git \(words[0]) failed", String(decoding: answer.errors.prefix(400), as: UTF8.self))
    }
    return answer.output.split(separator: 0).map { Path(bytes: Array($0)) }
  }

  /// The commit that a name stands for.
  func commit(_ name: String, option: String) throws -> String {
    let answer = try ask(["rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"])
    guard answer.status == 0, let hash = Self.word(answer.output) else {
      throw Failure("\(option): git knows no commit '\(name)'", fetchHint)
    }
    return hash
  }

  private static func word(_ output: [UInt8]) -> String? {
    let text = String(decoding: output.prefix { $0 > 0x20 }, as: UTF8.self)
    return text.isEmpty ? nil : text
  }

  private var fetchHint: String {
    isShallow
      ? "this clone is shallow; fetch the whole history (`git fetch --unshallow`, on GitHub `fetch-depth: 0`)"
      : "name a branch, a tag or a hash"
  }

  /// Where another line of commits left this one. In a shallow clone nobody knows, and guessing would tell of faults
  /// that others made.
  func base(with commit: String, option: String) throws -> String {
    let answer = try ask(["merge-base", commit, "HEAD"])
    if answer.status == 0, let hash = Self.word(answer.output) { return hash }
    guard isShallow else { return commit }
    throw Failure(
      "\(option): this shallow clone doesn't reach back to where the branches parted",
      "fetch the whole history (`git fetch --unshallow`, on GitHub `fetch-depth: 0`)")
  }

  /// The last commit, if there is one. git is asked only where its files don't tell: each question costs some milliseconds.
  func head() throws -> String? {
    let head = repository.head()
    guard head == .unknown else { return head.commit }
    let answer = try ask(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])
    return answer.status == 0 ? Self.word(answer.output) : nil
  }

  /// The files that differ from a commit, and those that git doesn't know yet.
  func changed(since commit: String) throws -> Set<Path> {
    let known = try paths([
      "diff", "--name-only", "-z", "--no-renames", "--relative", "--diff-filter=d", commit, "--", ".",
    ])
    let new = try paths(["ls-files", "-z", "--others", "--exclude-standard", "--", "."])
    return Set(known + new)
  }

  /// The files of a commit.
  func files(of commit: String) throws -> Set<Path> {
    Set(try paths(["ls-tree", "-r", "-z", "--name-only", commit, "--", "."]))
  }

  /// A file as a commit has it.
  func contents(of path: [UInt8], in commit: String) throws -> [UInt8]? {
    guard let text = String(validating: path, as: UTF8.self) else { return nil }
    let answer = try ask(["cat-file", "blob", commit + ":./" + text])
    return answer.status == 0 ? answer.output : nil
  }

  // MARK: What is staged

  /// A file as the commit will have it; a link has no contents.
  struct Staged {
    let path: [UInt8]
    let contents: [UInt8]?
  }

  /// How the next commit differs from the last one.
  struct Staging {
    /// Its records, but for what is removed.
    let records: [Staged]
    let added: Set<[UInt8]>
    let removed: Set<[UInt8]>

    var paths: Set<Path> { Set(records.map { Path(bytes: $0.path) }) }
  }

  /// What is staged.
  func staged(in project: Project) throws -> Staging {
    let words = [
      "diff", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--relative", "--", ".",
    ]
    let answer = try ask(words, ofHook: true)
    guard answer.status == 0 else {
      throw Failure("git diff --cached failed", String(decoding: answer.errors.prefix(400), as: UTF8.self))
    }
    let parts = answer.output.split(separator: 0).map(Array.init)
    var files: [(path: [UInt8], hash: String, isFile: Bool)] = []
    var (added, removed): (Set<[UInt8]>, Set<[UInt8]>) = ([], [])
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      let words = String(decoding: parts[index], as: UTF8.self).split(separator: " ")
      let path = parts[index + 1]
      guard words.count >= 5 else { continue }
      if words[4] == "A" { added.insert(path) }
      if words[4] == "D" {
        removed.insert(path)
      } else if RecordName.isRecord(Path(bytes: path).nameBytes) {
        files.append((path, String(words[3]), words[1].hasPrefix("100")))
      }
    }
    let texts = try texts(of: files.filter(\.isFile).map { ($0.path, $0.hash) }, project)
    let records = files.map { Staged(path: $0.path, contents: $0.isFile ? texts[$0.hash] : nil) }
    return Staging(records: records, added: added, removed: removed)
  }

  /// The staged texts by their hashes. Mostly the tree still has them, and git need not be asked.
  private func texts(of files: [(path: [UInt8], hash: String)], _ project: Project) throws -> [String:
    [UInt8]]
  {
    var reader = RecordReader(project)
    var texts: [String: [UInt8]] = [:]
    for (path, hash) in files {
      guard let text = try? reader.bytes(Path(bytes: path)), Self.hash(of: text, as: hash) == hash else {
        continue
      }
      texts[hash] = text
    }
    let others = files.map(\.hash).filter { texts[$0] == nil }
    return texts.merging(try blobs(others)) { $1 }
  }

  /// What git calls a content, with as many digits as another name has.
  private static func hash(of text: [UInt8], as other: String) -> String {
    let blob = Array("blob \(text.count)\0".utf8) + text
    return other.utf8.count == 64 ? SHA256.hexadecimal(of: blob) : SHA1.hexadecimal(of: blob)
  }

  private func blobs(_ hashes: [String]) throws -> [String: [UInt8]] {
    guard !hashes.isEmpty else { return [:] }
    let output = try ask(
      ["cat-file", "--batch"], input: Array((hashes.joined(separator: "\n") + "\n").utf8), ofHook: true
    ).output
    var result: [String: [UInt8]] = [:]
    var index = 0
    while let end = output[index...].firstIndex(of: UInt8(ascii: "\n")) {
      let words = String(decoding: output[index..<end], as: UTF8.self).split(separator: " ")
      index = end + 1
      guard words.count == 3, let count = Int(words[2]), count >= 0, index + count <= output.count else {
        continue
      }
      result[String(words[0])] = Array(output[index..<(index + count)])
      index += count + 1
    }
    return result
  }

  // MARK: The last commit

  /// The files of the last commit.
  enum Committed {
    /// As git lists them.
    case listed(Set<Path>)
    /// The index, and how that differs: it saves a start of git.
    case staged(GitIndex, top: [UInt8], Staging)

    func contains(_ path: Path) -> Bool {
      switch self {
      case .listed(let files): files.contains(path)
      case .staged(let index, let top, let staging):
        staging.removed.contains(path.bytes)
          || index.contains(top + path.bytes) && !staging.added.contains(path.bytes)
      }
    }
  }

  /// The files of the last commit; nil where there is none.
  func committed(_ staging: Staging?) throws -> Committed? {
    guard let head = try head() else { return nil }
    if let staging, let top, let index = repository.index(hashLength: head.utf8.count / 2) {
      return .staged(index, top: top, staging)
    }
    return .listed(try files(of: head))
  }

  /// The root as seen from the top of the work tree, with a slash at its end.
  var top: [UInt8]? {
    guard let root = try? Files.realPath(root), let tree = try? Files.realPath(repository.workTree) else {
      return nil
    }
    return root == tree ? [] : root.relative(to: tree).map { $0.bytes + [UInt8(ascii: "/")] }
  }
}
