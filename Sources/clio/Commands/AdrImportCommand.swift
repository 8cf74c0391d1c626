import Arguments
import Decisions
import History
import JSON
import Platform
import Records

enum AdrImportCommand: AppCommand {
  static let source = Key.argument(
    "SOURCE", "a folder with decisions of any dialect, or a file that 'clio adr export' wrote",
    completion: .file)
  static let inPlace = Key.flag("in-place", "leave the folder where it is, and read it from now on")
  static let dryRun = Key.flag("dry-run", short: "n", "show what would be done, and do nothing")
  static let json = Key.flag("json", "print a JSON object")

  static let declaration = Command(
    name: "import", summary: "adopt decisions from another folder or an exported file",
    discussion: """
      The files of a folder and of those in it are copied to history/adr/: all of them or none. Links out of it lead on \
      to what they led to. A number that is taken is replaced, in the links between the files too. What was brought in \
      before is left as it is. --in-place copies nothing; it adds the folder to clio.yml.
      """,
    keys: [source, inPlace, dryRun, json],
    examples: [
      Example("clio adr import ../old/doc/adr", "copy the decisions of adr-tools"),
      Example("clio adr import docs/architecture --in-place", "read them where they are"),
    ], section: "Decisions")

  static func run(_ session: Session) throws -> ExitStatus {
    let project = session[dryRun] ? try session.project() : try session.projectForWriting()
    let path = Path(session[source]).absolute(in: session.world.directory)
    if session[inPlace] { return try adopt(path, project, session) }
    let files: [DecisionAdoption.File]
    switch (try Files.status(of: path))?.kind {
    case .directory?:
      if let below = readAlready(path, project) {
        throw Failure("\(below)/ is read already", "nothing has to be imported")
      }
      if let inner = try recordFolder(in: path, project) {
        throw Failure(
          "\(session[source]) holds \(inner)/, which is read already",
          "name a folder that has nothing but other decisions")
      }
      files = try read(folder: path)
    case .file?: files = try read(export: path, named: session[source])
    default:
      throw Failure(
        "\(session[source]) is neither a folder nor a file",
        "name a folder with decisions, or a file that 'clio adr export' wrote")
    }
    guard !files.isEmpty else {
      throw Unmet(message: "there are no decisions in \(session[source])")
    }
    let adoption = try DecisionAdoption(files, into: project)
    if !session[dryRun] { try adoption.write(session.durability) }
    if session[json] {
      session.print([
        "imported": .array(
          adoption.files.map {
            [
              "from": .text(bytes: $0.file.name), "path": .text(bytes: $0.path.bytes),
              "already": .bool($0.isThere),
            ]
          })
      ])
    } else {
      for file in adoption.files {
        let name = String(decoding: file.file.name, as: UTF8.self)
        session.printSafely("\(name) → \(file.path)" + (file.isThere ? "  (there already)" : ""))
      }
    }
    return .done
  }

  /// The path from the root of a folder whose decisions are read where it is.
  private static func readAlready(_ path: Path, _ project: Project) -> Path? {
    let real = try? Files.realPath(path)
    guard let below = path.relative(to: project.root.path) ?? real?.relative(to: project.root.path) else {
      return nil
    }
    let isRead = project.recordPlaces().contains {
      $0.kind == .decision && below.relative(to: $0.folder) != nil
    }
    return isRead ? below : nil
  }

  /// A record folder of the project that lies in a folder.
  private static func recordFolder(in path: Path, _ project: Project) throws -> Path? {
    let (top, real) = (try Files.realPath(project.root.path), try Files.realPath(path))
    return project.recordPlaces().map(\.folder).first {
      top.appending(bytes: $0.bytes).relative(to: real) != nil
    }
  }

  /// The decisions in a folder and in those below it; prompts are none.
  private static func read(folder: Path, depth: Int = 0) throws -> [DecisionAdoption.File] {
    let entries = try Files.entries(of: folder).sorted { $0.name.lexicographicallyPrecedes($1.name) }
    let own = try entries.filter {
      RecordName.isRecord($0.name) && $0.kind != .directory
        && !$0.name.suffix(10).elementsEqual(".prompt.md".utf8)
    }.map { entry in
      let path = folder.appending(bytes: entry.name)
      guard try Files.status(of: path)?.kind == .file else { throw HistoryError.leadsOut(path) }
      return DecisionAdoption.File(
        folder: try Files.realPath(folder).bytes, name: entry.name,
        text: try Files.read(path, limit: Project.largestRecord))
    }
    guard depth < Project.deepestFolder else { return own }
    let inner = entries.filter { $0.kind == .directory && !Project.isForeign($0.name) }
    return try own + inner.flatMap { try read(folder: folder.appending(bytes: $0.name), depth: depth + 1) }
  }

  private static func read(export path: Path, named name: String) throws -> [DecisionAdoption.File] {
    let bytes = try Files.read(path, limit: InputLimit.text)
    let json: JSON
    do throws(JSONError) {
      json = try JSON.parse(bytes)
    } catch {
      throw Failure(
        "\(name):\(error.line + 1):\(error.column + 1): not JSON: \(error.reason)",
        "'clio adr export' writes such a file; a folder is imported as a whole, a note by 'clio import NOTE.md --as adr'"
      )
    }
    guard json["format"]?.text == AdrExportCommand.formatName, let items = json["decisions"]?.items else {
      throw Failure("\(name) is no export of decisions", "'clio adr export' writes one")
    }
    return try items.enumerated().map { index, item in
      guard let text = item["text"]?.textBytes,
        let file = item["path"]?.textBytes.map({ Path(bytes: $0) }), RecordName.isRecord(file.nameBytes)
      else {
        throw Failure("\(name): decision \(index + 1) has no 'text', or no 'path' of a record")
      }
      return DecisionAdoption.File(folder: file.parent.bytes, name: file.nameBytes, text: text)
    }
  }

  /// Notes a folder in `clio.yml`.
  private static func adopt(_ path: Path, _ project: Project, _ session: Session) throws -> ExitStatus {
    guard (try Files.status(of: path))?.kind == .directory else {
      throw Failure("\(session[source]) is no folder")
    }
    guard let below = path.relative(to: project.root.path), below != "." else {
      throw Failure(
        "\(session[source]) is not below the root \(project.root.path)", "without --in-place it is copied")
    }
    let count = try read(folder: path).count
    if readAlready(path, project) != nil {
      session.printSafely("\(below)/ is read already: \(count) \(count == 1 ? "decision" : "decisions")")
      return .done
    }
    if !session[dryRun] { try project.addDecisionFolder(below) }
    session.printSafely(
      "\(below)/ added to \(Configuration.fileName): \(count) \(count == 1 ? "decision" : "decisions")")
    return .done
  }
}
