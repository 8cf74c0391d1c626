import Arguments
import Foundation
import Templates
import Testing

@testable import clio

/// What is true of the program as a whole.
@Suite struct ProgramTests {
  @Test func declarationsAreSound() { #expect(CommandTree.root.validate().isEmpty) }

  @Test(arguments: BuiltInTemplate.allCases) func templatesAreTheFiles(_ template: BuiltInTemplate) throws {
    let file = Source.package.appending(path: "templates/\(template.fileName)")
    #expect(try [UInt8](Data(contentsOf: file)) == template.bytes)
  }

  @Test func everyTemplateIsBuiltIn() throws {
    let folder = Source.package.appending(path: "templates")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
    #expect(
      Set(names) == Set(BuiltInTemplate.allCases.map(\.fileName) + DecisionForm.allCases.map(\.fileName)))
  }

  @Test(arguments: DecisionForm.allCases) func formsAreTheFiles(_ form: DecisionForm) throws {
    let file = Source.package.appending(path: "templates/\(form.fileName)")
    #expect(try [UInt8](Data(contentsOf: file)) == form.bytes)
  }

  /// Every command and group of the tree, with the path on the command line that leads to it.
  private static var inTree: [(path: [String], type: Any.Type, declaration: Command)] {
    CommandTree.entries.flatMap { entry -> [(path: [String], type: Any.Type, declaration: Command)] in
      let name = entry.declaration.name
      switch entry {
      case .command(let command): return [([name], command, command.declaration)]
      case .group(let group):
        return [([name], group, group.declaration)]
          + group.commands.map { ([name, $0.declaration.name], $0, $0.declaration) }
      }
    }
  }

  /// A command that was written and forgotten in `CommandTree` or its group could never be called.
  @Test func everyCommandIsInTheTree() {
    let sources = Source.all().filter { $0.room == "clio" }
    let declared = sources.flatMap(\.commands)
    #expect(declared.count > 10)
    #expect(Set(declared) == Set(Self.inTree.map { String(describing: $0.type) }))
    for source in sources where source.name.hasPrefix("Commands/") {
      let name = String(source.name.dropFirst("Commands/".count).dropLast(".swift".count))
      if name.hasSuffix("Command") || name.hasSuffix("Group") {
        #expect(source.commands == [name], "\(source) has to hold the command or group of its name")
      }
    }
  }

  /// The page is written anew by `scripts/docs`.
  @Test func everyCommandIsInTheReference() throws {
    let page = try String(contentsOf: Source.package.appending(path: "docs/commands.md"), encoding: .utf8)
    for (path, _, declaration) in Self.inTree where !declaration.isHidden {
      let line = (["clio"] + path).joined(separator: " ")
      #expect(page.contains(line), "\(line) is missing")
    }
  }

  /// A command that is in the tree is found by the path that the parser gives for it.
  @Test func everyCommandCanBeRun() {
    for (path, type, _) in Self.inTree where !(type is any CommandGroup.Type) {
      #expect(CommandTree.command(at: path).map { ObjectIdentifier($0) } == ObjectIdentifier(type), "\(path)")
    }
    #expect(CommandTree.command(at: ["adr"]) == nil && CommandTree.command(at: ["list", "new"]) == nil)
  }
}
