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
    #expect(Set(names) == Set(BuiltInTemplate.allCases.map(\.fileName)))
  }

  /// The page is written anew by `scripts/docs`.
  @Test func everyCommandIsInTheReference() throws {
    let page = try String(contentsOf: Source.package.appending(path: "docs/commands.md"), encoding: .utf8)
    for command in CommandTree.commands where !command.declaration.isHidden {
      #expect(page.contains("clio \(command.declaration.name)"), "\(command.declaration.name) is missing")
    }
    for command in CommandTree.decisionCommands {
      #expect(
        page.contains("clio adr \(command.declaration.name)"), "adr \(command.declaration.name) is missing")
    }
  }

  /// A command that is in the tree is found by the path that the parser gives for it.
  @Test func everyCommandCanBeRun() {
    for command in CommandTree.root.subcommands where command.subcommands.isEmpty {
      #expect(CommandTree.command(at: [command.name])?.declaration.name == command.name)
    }
  }
}
