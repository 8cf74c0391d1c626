/// A shell that completions can be made for.
public enum Shell: String, CaseIterable, Sendable {
  /// Bash 3.2 or later.
  case bash
  /// Zsh.
  case zsh
  /// Fish 3 or later.
  case fish
}

extension Command {
  /// A script that makes the shell complete this program's command line.
  public func completions(for shell: Shell) -> String {
    switch shell {
    case .bash: bashCompletions(self)
    case .zsh: zshCompletions(self)
    case .fish: fishCompletions(self)
    }
  }

  /// The program's name where only letters, digits and underscores may stand.
  var identifier: String {
    String(decoding: name.utf8.map { isWordByte($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
  }
}

func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 48...57, 65...90, 97...122, UInt8(ascii: "_"): true
  default: false
  }
}

/// A word in single quotes, for any POSIX shell.
public func shellQuoted(_ text: String) -> String {
  "'" + text.replacingByte(UInt8(ascii: "'"), with: "'\\''") + "'"
}

/// A word as a person types it into a shell: in quotes only where it must be.
public func shellWord(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy { byte in
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      || "._-/+,@%=:".utf8.contains(byte) || byte >= 0x80
  }
  return isPlain && !text.isEmpty ? text : shellQuoted(text)
}

extension Node {
  /// How the scripts write its place: empty for the root, else each name after a space.
  var key: String { path.map { " " + $0 }.joined() }

  /// Its options, and those of the groups between the root and it; the root's are in the scripts once, for
  /// all.
  var scriptOptions: [Declaration] {
    (options + inheritedBelowRoot).filter { !$0.isHidden }
  }
}
