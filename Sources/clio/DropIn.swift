import History
import Platform
import Records
import Templates

/// What the two scripts have in common that clio replaces: how they read arguments, and how they answer.
struct DropIn {
  /// A script's arguments: words after known flags, everything else ignored, the last one wins.
  struct Arguments {
    var values: [String: String] = [:]
    var flags: Set<String> = []
    var bare: [String] = []
  }

  let session: Session

  /// When clio is called through a link that has a script's name, that is the command.
  static func arguments(_ world: World) -> [String] {
    let arguments = Array(world.arguments.dropFirst())
    let called = world.arguments.first.map { Path($0).name } ?? "clio"
    for script in ["create-phr", "create-adr"] where called == script || called == script + ".sh" {
      return [script] + arguments
    }
    switch called {
    case "adr": return ["adr-tools"] + arguments
    case "_adr_autocomplete": return ["adr-tools", AdrToolsCommand.completion] + arguments
    default: return arguments
    }
  }

  /// Reads the words as the scripts do; a flag at the end without its value is an error here.
  func arguments(options: [String], flags: [String]) throws(ScriptError) -> Arguments {
    var result = Arguments()
    let words = session.parsed.remainder
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      if options.contains(word) {
        guard index < words.count else { throw ScriptError("Error: \(word) requires a value") }
        result.values[word] = words[index]
        index += 1
      } else if flags.contains(word) {
        result.flags.insert(word)
        if word == "--help" || word == "-h" { return result }
      } else if !word.hasPrefix("-") {
        result.bare.append(word)
      }
    }
    return result
  }

  /// The project's own template: the scripts have none built in.
  func template(_ kind: BuiltInTemplate, _ project: Project, called title: String) throws -> FoundTemplate {
    let found = try project.template(kind)
    guard !found.name.hasPrefix("built-in") else {
      throw ScriptError("Error: \(title) template not found at .specify/templates/ or templates/")
    }
    return found
  }

  /// Answers as the scripts do, also where something goes wrong.
  func answering(_ body: () throws -> Void) -> ExitStatus {
    do {
      try body()
      return .done
    } catch let error as ScriptError {
      session.notes.write(Terminal.sanitized(error.message) + "\n")
    } catch {
      session.notes.write("Error: " + String(Failure(error).text.dropFirst("clio: ".count)))
    }
    return .findings
  }
}

/// What a script says on standard error before it exits with 1.
struct ScriptError: Error {
  let message: String

  init(_ message: String) { self.message = message }
}
