import JSON
import Records

/// A tool that an agent used, as far as it is told in a record: what it changed, and whether it ran tests.
struct ToolCall {
  /// Files that it was told to change.
  private(set) var changedFiles: [String] = []
  /// The command, if it runs tests.
  private(set) var test: String?

  /// Tools that change files, by the names that agents give them.
  private static let editing: Set<String> = [
    "edit", "multiedit", "write", "notebookedit", "apply_patch", "applypatch", "write_file", "replace",
    "create",
    "create_file", "edit_file", "str_replace", "str_replace_editor", "str_replace_based_edit_tool",
    "replace_string_in_file", "multi_replace_string_in_file", "insert_edit_into_file", "write_to_file",
    "replace_in_file", "apply_diff", "insert_content", "search_replace", "patch", "delete_file",
  ]

  private static let running: Set<String> = [
    "bash", "shell", "exec_command", "shell_command", "run_shell_command", "execute_command",
    "run_in_terminal",
    "run_terminal_cmd", "run_command", "local_shell", "execute", "terminal", "container.exec",
  ]

  /// Reads what a tool was told to do: an object, or a text that holds one, or a patch.
  init(_ name: String, _ input: JSONView?) {
    let name = name.lowercased()
    let isEdit = Self.editing.contains(name)
    guard isEdit || Self.running.contains(name), let input else { return }
    guard input.isString else {
      read(input.members, isEdit: isEdit)
      return
    }
    let text = input.text ?? []
    text.withUnsafeBufferPointer { bytes in
      if let inner = JSONView(bytes), inner.isObject {
        read(inner.members, isEdit: isEdit)
      } else if isEdit {
        changedFiles = Self.patchedFiles(text)
      }
    }
  }

  private mutating func read(_ members: JSONMembers, isEdit: Bool) {
    if isEdit {
      let path =
        members["file_path"] ?? members["filePath"] ?? members["filepath"] ?? members["notebook_path"]
        ?? members["path"] ?? members["target_file"]
      if let path = path?.string {
        changedFiles = [path]
        return
      }
    }
    if let patch = (members["patch"] ?? members["input"])?.text { changedFiles = Self.patchedFiles(patch) }
    for many in ["replacements", "edits"] as [StaticString] {
      for item in members[many]?.items ?? [] {
        if let path = item["filePath"]?.string { changedFiles.append(path) }
      }
    }
    guard let command = members["command"] ?? members["cmd"] else { return }
    let text = command.text ?? Array(command.items.compactMap(\.string).joined(separator: " ").utf8)
    if isEdit || text.firstRange(of: Self.patchStart) != nil { changedFiles += Self.patchedFiles(text) }
    test = TestCommand.find(in: text)
  }

  private static let patchStart = Array("*** Begin Patch".utf8)
  private static let patchMarks = [
    "*** Update File: ", "*** Add File: ", "*** Delete File: ", "*** Move to: ",
  ].map {
    Array($0.utf8)
  }

  /// The files that a patch names, in the form that Codex and others use.
  static func patchedFiles(_ patch: [UInt8]) -> [String] {
    var files: [String] = []
    for line in patch.lines() {
      for mark in patchMarks
      where patch.hasPrefix(mark, at: line.content.lowerBound) && line.content.count > mark.count {
        files.append(patch.string((line.content.lowerBound + mark.count)..<line.content.upperBound))
      }
    }
    return files
  }
}

/// Knows the commands that run tests.
enum TestCommand {
  private static let runners: [[UInt8]] = [
    "pytest", "py.test", "python -m unittest", "python3 -m unittest", "swift test", "cargo test",
    "cargo nextest",
    "go test", "npm test", "npm t ", "npm run test", "pnpm test", "pnpm run test", "yarn test",
    "yarn run test",
    "bun test", "deno test", "npx jest", "npx vitest", "npx playwright test", "jest", "vitest", "rspec",
    "phpunit",
    "mix test", "dotnet test", "mvn test", "mvn verify", "gradle test", "./gradlew test", "make test",
    "make check",
    "just test", "rake test", "rails test", "ctest", "tox", "nox", "bats", "zig build test", "bazel test",
  ].map { Array($0.utf8) }
  private static let longest = 200

  /// The part of a command line that runs tests.
  static func find(in command: [UInt8]) -> String? {
    guard command.count < 1 << 16 else { return nil }
    var start = 0
    for end in 0...command.count where end == command.count || ends(command, at: end) {
      defer { start = end + 1 }
      guard start < end else { continue }
      let part = command.trimmed(start..<end)
      guard runners.contains(where: { runs($0, command, part) }) else { continue }
      return command.string(part.lowerBound..<min(part.upperBound, part.lowerBound + longest))
    }
    return nil
  }

  private static func ends(_ command: [UInt8], at index: Int) -> Bool {
    switch command[index] {
    case .newline, UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"): true
    default: false
    }
  }

  /// Whether a runner is called: as a word, at the beginning or after words that only call other programs.
  private static func runs(_ runner: [UInt8], _ command: [UInt8], _ part: Range<Int>) -> Bool {
    guard let found = command.firstRange(of: runner, from: part.lowerBound, to: part.upperBound) else {
      return false
    }
    let after = found.upperBound
    let isWhole = after == part.upperBound || command[after].isBlank || command[after] == .colon
    let before = command.string(part.lowerBound..<found.lowerBound).split(separator: " ")
    let callers: Set<Substring> = [
      "uv", "run", "poetry", "python", "python3", "-m", "sudo", "time", "npx", "pipenv", "bundle", "exec",
      "env",
    ]
    return isWhole && (before.isEmpty || before.allSatisfy { callers.contains($0) || $0.contains("=") })
      && (found.lowerBound == part.lowerBound || command[found.lowerBound - 1].isBlank)
  }
}
