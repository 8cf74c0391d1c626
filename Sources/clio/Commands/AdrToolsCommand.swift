import Arguments
import Decisions
import History
import Platform
import Records

/// adr-tools 3.0: the same commands, output and exit codes, without its bugs. Nothing visible is left beside the records.
enum AdrToolsCommand: AppCommand {
  static let declaration = Command(
    name: "adr-tools", summary: "stand in for adr-tools: init, new, link, list, generate, upgrade-repository",
    discussion: """
      Works as adr-tools 3.0 does, on doc/adr or the folder that `.adr-dir` names. Also at work when clio is called \
      through a link named adr. ADR_SPELLING=s writes `Superseded by`, as Debian's build does, and not `Superceded by`.
      """,
    examples: [
      Example("clio adr-tools new -s 3 Use PostgreSQL", "a record that takes the place of record 3"),
      Example("clio adr-tools generate toc", "a table of contents"),
    ],
    section: "In place of scripts", unknownArguments: .passThrough)

  /// The word by which the program `_adr_autocomplete` is called.
  static let completion = "_adr_autocomplete"

  static func run(_ session: Session) throws -> ExitStatus {
    do {
      try Tool(session: session).run(session.parsed.remainder)
      return .done
    } catch let answer as AdrToolsAnswer {
      session.printSafely(answer.text)
    } catch let error as ScriptError {
      session.notes.write(Terminal.sanitized(error.message) + "\n")
    } catch {
      session.notes.write("ERROR: " + String(Failure(error).text.dropFirst("clio: ".count)))
    }
    return .findings
  }

  /// One call.
  struct Tool {
    let session: Session
    private var format: AdrTools { AdrTools(spelling: environment("ADR_SPELLING") == "s" ? .s : .c) }

    func run(_ words: [String]) throws {
      let rest = Array(words.dropFirst())
      switch words.first {
      case "init": try initialize(rest)
      case "new": try new(rest)
      case "link": try link(rest)
      case "list": try list()
      case "generate": try generate(rest)
      case "upgrade-repository": try upgrade()
      case "help", "-h", "--help": session.output.write(AdrToolsHelp.text(for: rest))
      case "config": session.output.write(configuration)
      case AdrToolsCommand.completion: session.print(AdrToolsHelp.completion(rest))
      default: throw AdrToolsAnswer(String(AdrToolsHelp.text(for: []).dropLast()))
      }
    }

    func environment(_ name: String) -> String? {
      session.world.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private func project(_ folder: AdrToolsFolder, forWriting: Bool) throws -> Project {
      let project = try Project(root: folder.base.description, world: session.world)
      if forWriting { try session.finishInterruptedChanges(of: project) }
      return project
    }

    // MARK: Commands

    private func initialize(_ words: [String]) throws {
      if let name = words.first, !name.isEmpty {
        let here = session.world.directory
        let folder = try AdrToolsFolder(base: here, "", name)
        try Files.createDirectories(here / folder.name)
        try Files.writeAtomically(here / AdrToolsFolder.settingsName, contents: Array((name + "\n").utf8))
      }
      try create("Record architecture decisions", template: AdrTools.first)
    }

    private func new(_ words: [String]) throws {
      let (options, rest) = try AdrToolsOptions.read(words, "sl", stopsAtWord: true)
      let title = rest.joined(separator: " ")
      guard title.utf8.contains(where: { $0 > 0x20 }) else { throw AdrToolsAnswer("ERROR: no title given") }
      let folder = try AdrToolsFolder(session.world)
      let own = folder.base.appending(folder.name) / "templates/template.md"
      let named = environment("ADR_TEMPLATE").map { Path($0).absolute(in: session.world.directory) }
      let template =
        try named.map { try Files.read($0, limit: 1 << 20) } ?? Files.readIfPresent(own, limit: 1 << 20)
        ?? AdrTools.template
      let path = try create(
        title, template: template, superseding: options.filter { $0.name == "s" }.map(\.value),
        linking: try options.filter { $0.name == "l" }.map { try NewLink($0.value) }, prints: false)
      if let editor = environment("VISUAL") ?? environment("EDITOR") {
        // Through a shell: an editor is often a command with options.
        let status = try Spawn.foreground(["sh", "-c", editor + " \"$1\"", "sh", path])
        if status != 0 {
          throw ScriptError("ERROR: the editor ended with status \(status); the record is \(path)")
        }
      }
      session.printSafely(path)
    }

    /// `REF:LINK:REVERSE`.
    private struct NewLink {
      let reference, words, reverse: String

      init(_ text: String) throws {
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(
          String.init)
        guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else {
          throw ScriptError("ERROR: -l wants TARGET:LINK:REVERSE-LINK, not '\(text)'; nothing was changed")
        }
        (reference, words, reverse) = (parts[0], parts[1], parts[2])
      }
    }

    @discardableResult
    private func create(
      _ title: String, template: [UInt8], superseding: [String] = [], linking: [NewLink] = [],
      prints: Bool = true
    ) throws -> String {
      let folder = try AdrToolsFolder(session.world)
      let project = try project(folder, forWriting: true)
      let known = folder.exists ? try folder.records(project) : []
      var retired: [Decision] = []
      for reference in superseding {
        let target = try folder.resolve(reference, in: known)
        if !retired.contains(where: { $0.path == target.path }) { retired.append(target) }
      }
      let links = try linking.map { (link: $0, target: try folder.resolve($0.reference, in: known)) }
      let date = environment("ADR_DATE") ?? Clock.now().localDate.description
      let slug = Slug.make(from: title)
      let path = try project.add(to: folder.name, durability: session.durability) {
        number throws(HistoryError) in
        let name = RecordName.decision(id: number.text, slug: slug)
        let filled = AdrTools.filled(
          template, number: number.value, title: title.replacingLineBreaks, date: date)
        let new = Decision(
          Record(filled, name: Array(name.utf8), kind: .decision), at: (Path(folder.name) / name).bytes)
        var changes = DecisionChanges()
        try editing { () throws(DecisionChanges.Fault) in
          for old in retired {
            try changes.edit(old) { (old) throws(RecordEditor.Refusal) in try format.superseded(old, by: new)
            }
            try changes.link(new, format.supersedes, to: old, format)
          }
          for (link, target) in links {
            try changes.link(new, link.words, to: target, format)
            try changes.link(target, link.reverse, to: new, format)
          }
        }
        let steps = changes.changed.filter { $0.decision.path != new.path }.map(\.step)
        return (name, changes.text(of: new), steps)
      }
      let shown = folder.shown + "/" + path.name
      if prints { session.printSafely(shown) }
      return shown
    }

    private func link(_ words: [String]) throws {
      guard words.count == 4, words.allSatisfy({ !$0.isEmpty }) else {
        throw ScriptError("usage: adr link SOURCE LINK TARGET REVERSE-LINK")
      }
      let folder = try AdrToolsFolder(session.world)
      let project = try project(folder, forWriting: true)
      let known = try folder.records(project)
      let source = try folder.resolve(words[0], in: known)
      let target = try folder.resolve(words[2], in: known)
      var changes = DecisionChanges()
      try editing { () throws(DecisionChanges.Fault) in
        try changes.link(source, words[1], to: target, format)
        try changes.link(target, words[3], to: source, format)
      }
      try project.apply(changes.changed.map(\.step), durability: session.durability)
    }

    private func list() throws {
      let folder = try AdrToolsFolder(session.world)
      let names = try folder.names()
      for name in names { session.write(Array((folder.shown + "/").utf8) + name + [UInt8(ascii: "\n")]) }
      warnOfSharedNumbers(names, folder)
    }

    private func generate(_ words: [String]) throws {
      guard let report = words.first else {
        session.print("graph\ntoc")
        return
      }
      guard ["toc", "graph"].contains(report) else {
        throw ScriptError("ERROR: there is no report '\(report)'; known: graph, toc")
      }
      let (options, _) = try AdrToolsOptions.read(
        Array(words.dropFirst()), report == "toc" ? "iop" : "pe", stopsAtWord: false)
      func value(_ name: Character) -> String? { options.last { $0.name == name }?.value }
      func text(_ name: Character) throws -> [UInt8]? {
        try value(name).map {
          try Files.read(Path($0).absolute(in: session.world.directory), limit: 64 << 20)
        }
      }
      let (intro, outro) = (try text("i"), try text("o"))
      let folder = try AdrToolsFolder(session.world)
      let decisions = try folder.records(try project(folder, forWriting: false))
      warnOfSharedNumbers(decisions.map(\.fileName), folder)
      if report == "toc" {
        session.write(
          AdrTools.contents(decisions, prefix: value("p") ?? "", intro: intro, outro: outro))
      } else {
        session.write(
          Array(
            AdrTools.graph(decisions, prefix: value("p") ?? "", fileExtension: value("e") ?? ".html").utf8))
      }
    }

    private func upgrade() throws {
      let folder = try AdrToolsFolder(session.world)
      let project = try project(folder, forWriting: true)
      let steps = try folder.records(project).compactMap { decision -> ChangeStep? in
        AdrTools.upgraded(decision.record.text).map {
          .replace(Path(bytes: decision.path), was: decision.record.text, $0)
        }
      }
      if !steps.isEmpty { try project.apply(steps, durability: session.durability) }
    }

    private func warnOfSharedNumbers(_ names: [[UInt8]], _ folder: AdrToolsFolder) {
      let numbers = names.compactMap { RecordNumber(leading: $0)?.value }
      for (number, count) in Dictionary(numbers.map { ($0, 1) }, uniquingKeysWith: +).sorted(by: {
        $0.key < $1.key
      })
      where count > 1 {
        session.note("\(count) records in \(folder.shown) have the number \(number)")
      }
    }

    /// What `adr-config` of adr-tools prints for a shell: the folder with the program or the link that was called.
    private var configuration: String {
      let called = Path(session.world.arguments.first ?? "adr")
      let isName = !called.bytes.contains(UInt8(ascii: "/"))
      let program = (isName ? session.world.program(named: called.name) : nil) ?? called
      let place = program.absolute(in: session.world.directory).parent.description
      let folder = place.flatMap { "\\\"$`".contains($0) ? "\\\($0)" : "\($0)" }
      return "adr_bin_dir=\"\(String(folder))\"\nadr_template_dir=\"\(String(folder))\"\n"
    }
  }
}

extension DecisionChanges {
  /// A link by any words, in the manner of adr-tools.
  fileprivate mutating func link(_ source: Decision, _ words: String, to target: Decision, _ format: AdrTools)
    throws(Fault)
  {
    try edit(source) { (current) throws(RecordEditor.Refusal) in
      try format.linking(current, words, to: target)
    }
  }
}
