import Decisions
import History
import JSON
import Platform
import Prompts
import Records

/// Turns a free-form note into a record.
struct NoteImporter {
  let session: Session
  let project: Project
  /// What the note becomes.
  let kind: Kind
  let title: String?
  let date: String?
  let feature: String?
  let stage: Stage?

  /// What came of a note.
  struct Imported {
    let source: String
    let title: String
    /// Where it was written, absolute; nil for a dry run.
    let path: Path?
    let note: Note
    let mapping: [NoteImport.Step]
  }

  /// What is said of a note: what came of it, or which record it has already.
  enum Outcome {
    case imported(Imported)
    case known(Path)
  }

  /// Imports one file, unless it has a record.
  func importNote(_ name: String, isDry: Bool, _ known: inout KnownNotes) throws -> Outcome {
    let bytes = try session.bytes(ofFile: name)
    guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
      throw Failure("\(name): not a text in UTF-8", "nothing was written")
    }
    let identity = KnownNotes.identity(bytes, as: kind)
    if let path = known[identity] { return .known(path) }
    let note = Note(name == "-" ? bytes : try rebased(bytes, Path(name)))
    guard !note.sections.isEmpty || note.title != nil else {
      throw Failure("\(name): there is nothing in it", "nothing was written")
    }
    let title =
      self.title ?? note.title ?? TitleGuess.title(for: String(decoding: bytes.prefix(4096), as: UTF8.self))
    var path: Path?
    if !isDry {
      let made =
        try kind == .decision ? decision(note, title, identity) : prompt(note, title, name, identity)
      known[identity] = made.relative(to: project.root.path) ?? made
      path = made
    }
    return .imported(
      Imported(
        source: name, title: title, path: path, note: note, mapping: NoteImport.mapping(note, as: kind)))
  }

  /// The text of a note with its relative links as they are written where its record will be. All folders of prompts
  /// are equally deep, so that any of them stands for the one that it gets.
  private func rebased(_ bytes: [UInt8], _ name: Path) throws -> [UInt8] {
    let folder =
      kind == .decision ? Path(Project.decisionFolder) : Path(Project.promptFolder) / Stage.general.rawValue
    let place = try Files.realPath(name.absolute(in: session.world.directory).parent)
    let target = try Files.realPath(project.root.path).appending(bytes: folder.bytes)
    return ArrivingLinks.rebased(bytes, from: place.bytes, to: target.bytes)
  }

  private func decision(_ note: Note, _ title: String, _ identity: String) throws -> Path {
    let new = NewRecord(in: project)
    var draft = NoteImport.decision(note)
    draft.title = title
    draft.feature = try project.currentFeature(asked: feature, from: "--feature", branch: new.head?.branch)
      .feature?.name
    draft.date = date ?? new.day
    draft.provenance.uid = identity
    new.stamp(&draft.provenance)
    let found = try project.template(.decision)
    let made = try DecisionWriter(session: session, project: project).write(&draft, found)
    return project.root.path.appending(bytes: made.bytes)
  }

  private func prompt(_ note: Note, _ title: String, _ name: String, _ identity: String) throws -> Path {
    var input = PromptInput()
    input.draft = NoteImport.prompt(note)
    input.draft.provenance.uid = identity
    input.draft.surface = "import"
    input.draft.command = "clio import \(Path(name).name)"
    input.title = title
    input.stage =
      stage ?? (note.sections.contains { $0.role == .problem && !$0.heading.isEmpty } ? .red : .general)
    input.feature = feature
    input.date = date.flatMap { CalendarDate($0) }
    return try PromptRecorder(project: project, durability: session.durability).record(input).path
  }
}
