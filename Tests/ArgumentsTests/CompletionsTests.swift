import Foundation
import Testing

@testable import Arguments

@Suite struct CompletionsTests {
  /// What a shell script says, or nil where there is no such shell.
  private func output(of shell: String, _ arguments: [String], input: String = "") throws -> (
    text: String, status: Int32
  )? {
    let folders = ["/usr/bin/", "/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"]
    guard let path = folders.map({ $0 + shell }).first(where: FileManager.default.isExecutableFile) else {
      print("skipped: \(shell) is not installed")
      return nil
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "completions-\(UUID().uuidString)")
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments + [file.path]
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }

  @Test(arguments: [(Shell.bash, ["-n"]), (.zsh, ["-n"]), (.fish, ["--no-execute"])])
  func scriptsAreWellFormed(shell: Shell, arguments: [String]) throws {
    guard let result = try output(of: shell.rawValue, arguments, input: Tool.command.completions(for: shell))
    else { return }
    #expect(result.text == "")
    #expect(result.status == 0)
  }

  /// The words of a line, the last being completed, and what bash should offer.
  static let lines: [(words: [String], offers: [String])] = [
    ([""], ["record", "show", "adr", "copy-script", "raw", "help"]),
    (["re"], ["record"]),
    (["-j", "re"], ["record"]),
    (["--root", "x", "sh"], ["show"]),
    (["adr", ""], ["new", "list", "help"]),
    (["help", "adr", "n"], ["new"]),
    (["rec", "--st"], ["--stage"]),
    (["rec", "--stage", ""], ["spec", "plan", "red"]),
    (["record", "--stage", "=", "p"], ["plan"]),
    (["record", "--stage", "="], ["spec", "plan", "red"]),
    (["record", "--title", ""], []),
    (["record", "--title", "record", "--co"], ["--color"]),
    (["adr", "list", "--fo"], ["--folder"]),
    (["adr", "list", "--color", "a"], ["auto", "always"]),
    (["show", ""], ["0001", "a\\ b", "\\$\\(touch\\ pwned\\)"]),
    (["show", "0"], ["0001"]),
    (["show", "0001", ""], ["prompt", "response"]),
    (["show", "0001", "--json", "p"], ["prompt"]),
    (["show", "0001", "prompt", ""], []),
    (["show", "--", "-"], []),
    (["--ver"], ["--version"]),
    (["show", "--ver"], []),
    (["record", "--root", "/us"], ["/usr"]),
    (["record", "--file", "/etc/host"], ["/etc/hosts"]),
    (["record", "-d", "/etc/host"], ["/etc/hosts"]),
  ]

  @Test func bashOffers() throws {
    var script = Tool.command.completions(for: .bash)
    for line in Self.lines {
      let words = ["tool"] + line.words
      script +=
        "COMP_WORDS=(\(words.map(shellQuoted).joined(separator: " "))); COMP_CWORD=\(words.count - 1)\n"
      script += "_tool; printf '%s|' \"${COMPREPLY[@]}\"; echo\n"
    }
    guard let result = try output(of: "bash", ["--norc"], input: script) else { return }
    let answers = result.text.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0.dropLast())
    }
    try #require(answers.count == Self.lines.count + 1, "\(result.text)")
    for (line, answer) in zip(Self.lines, answers) {
      if line.words.last?.hasPrefix("/") == true {
        #expect(answer.split(separator: "|").map(String.init).contains(line.offers[0]), "\(line.words)")
      } else {
        #expect(answer == line.offers.joined(separator: "|"), "\(line.words)")
      }
    }
  }

  @Test(arguments: [
    ("tool re", ["record"]), ("tool adr ", ["help", "list", "new"]), ("tool --root x sh", ["show"]),
    ("tool rec --stage p", ["plan"]), ("tool show 0", ["0001"]), ("tool adr list --fo", ["--folder"]),
    ("tool help adr n", ["new"]), ("tool show --ver", []), ("tool record --title ", []),
  ])
  func fishOffers(line: String, offers: [String]) throws {
    let script = Tool.command.completions(for: .fish) + "complete -C '\(line)'\n"
    guard let result = try output(of: "fish", ["--no-config"], input: script) else { return }
    #expect(result.text.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }.sorted() == offers)
  }
}
