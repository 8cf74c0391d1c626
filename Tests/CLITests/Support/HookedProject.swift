import Foundation
import JSON
import Testing

/// A project whose hooks are fired.
final class HookedProject {
  struct Made {
    let name: String
    let text: String
    let prompt: String
  }

  let sandbox: Sandbox

  var path: String { sandbox.root.path }

  init(isSetUp: Bool = true) throws {
    sandbox = try Sandbox()
    try sandbox.shell("git init -q")
    if isSetUp { #expect(try sandbox.clio(["init", "-q"]).status == 0) }
  }

  /// Calls the hook, which must end well and say nothing.
  func hook(_ words: [String], _ input: [UInt8] = [], with extra: [String: String] = [:]) throws {
    let outcome = try sandbox.clio(["hook"] + words, input: input, with: extra)
    #expect(outcome.status == 0 && outcome.text == "" && outcome.errorText == "", "\(words)")
  }

  /// Fires an event of an agent.
  func fire(_ agent: AgentCall, _ event: JSON) throws { try hook([agent.name], event.write()) }

  /// Fires an event of Claude Code.
  func fire(_ event: JSON) throws { try hook(["claude"], event.write()) }

  /// Every prompt record, by name.
  var records: [Made] {
    sandbox.files("history").filter { $0.hasSuffix(".prompt.md") }.map { name in
      let text = (try? sandbox.read(name)) ?? []
      let prompt = (try? sandbox.clio(["show", name, "--prompt"]).text) ?? ""
      return Made(name: name, text: String(decoding: text, as: UTF8.self), prompt: prompt)
    }
  }

  /// The record, if there is exactly one.
  var onlyRecord: Made? {
    let records = records
    return records.count == 1 ? records[0] : nil
  }

  /// The files of the spool, wherever it is.
  var spool: [String] { all.filter { $0.contains("/spool/") } }

  /// The text of every file that clio may have written, wherever it lies.
  var everything: [String] {
    all.compactMap { name in
      (try? Data(contentsOf: sandbox.base.appending(path: name))).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  private var all: [String] {
    (FileManager.default.subpaths(atPath: sandbox.base.path) ?? []).filter { name in
      var isFolder: ObjCBool = false
      let path = sandbox.base.appending(path: name).path
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        && !name.hasPrefix("bin/")
    }
  }
}
