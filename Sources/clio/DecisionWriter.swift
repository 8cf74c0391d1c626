import Decisions
import History
import Platform
import Prompts
import Records
import Templates

/// Writes a new decision, and in the same step what other records tell of it: all of that, or nothing.
struct DecisionWriter {
  let session: Session
  let project: Project

  /// What a new decision has to do with records that are there.
  struct Ties {
    /// References to the decisions whose place it takes.
    var supersedes: [String] = []
    /// References to the decisions that it amends.
    var amends: [String] = []
    /// References to the prompts that led to it.
    var prompts: [String] = []

    var isEmpty: Bool { supersedes.isEmpty && amends.isEmpty && prompts.isEmpty }
  }

  /// Writes the record; the draft gets its number. Returns the path from the root.
  func write(
    _ draft: inout DecisionDraft, _ found: FoundTemplate, _ ties: Ties = Ties(),
    folder: String = Project.decisionFolder
  ) throws -> Path {
    var made = project.redactor.redacted(draft)
    let slug = Slug.make(from: made.title)
    func rendered(_ number: NewNumber) throws(HistoryError) -> (name: String, contents: [UInt8]) {
      made.id = number.text
      do throws(Template.Fault) {
        return (RecordName.decision(id: number.text, slug: slug), try made.rendered(with: found.template))
      } catch {
        throw .template(found.name, error)
      }
    }
    defer { draft = made }
    guard !ties.isEmpty else {
      return try project.add(to: folder, kind: .decision, durability: session.durability) {
        number throws(HistoryError) in try rendered(number)
      }
    }
    let book = try DecisionBook(project)
    let old = try ties.supersedes.map { try book.find($0) }
    let amended = try ties.amends.map { try book.find($0) }
    let lifecycle = book.lifecycle
    for index in old { try lifecycle.checkSupersession(of: index, byNew: draft.status) }
    for index in amended { try lifecycle.checkAmendment(of: index, byNew: draft.status) }
    let prompts = try ties.prompts.map { try PromptLink(project.read(resolved($0))) }
    return try project.add(to: folder, durability: session.durability) { number throws(HistoryError) in
      let (name, contents) = try rendered(number)
      let path = Path(folder) / name
      let new = Decision(Record(contents, name: path.nameBytes, kind: .decision), at: path.bytes)
      var changes = DecisionChanges(among: book.set)
      try editing { () throws(DecisionChanges.Fault) in
        for index in old { try changes.supersede(book.set.all[index], by: new) }
        for index in amended {
          try changes.link(new, .amends, to: book.set.all[index], reverse: .amendedBy)
        }
        for prompt in prompts {
          try changes.edit(new) { (current) throws(RecordEditor.Refusal) in
            try DecisionEditor(current).notingPrompt(prompt.path.bytes, called: prompt.title)
          }
        }
      }
      var steps = changes.changed.filter { $0.decision.path != new.path }.map(\.step)
      for prompt in prompts { if let step = try prompt.linking(to: path) { steps.append(step) } }
      return (name, changes.text(of: new), steps)
    }
  }

  private func resolved(_ reference: String) throws -> RecordFile {
    let feature = try? project.currentFeature(asked: nil, branch: project.head()?.branch).feature
    let file = try project.resolve(reference, as: .prompt, feature: feature)
    guard file.kind == .prompt else {
      throw Failure(
        "'\(reference)' is the decision \(file.path), not a prompt",
        "'clio list --kind phr' shows the prompts")
    }
    return file
  }
}

/// A prompt whose `links.adr` is to name a decision.
struct PromptLink {
  let path: Path
  private let record: Record

  init(_ found: FoundRecord) throws {
    path = found.file.path
    record = try ShowCommand.content(found)
  }

  var title: String { record.title?.value ?? path.name }

  /// The step that adds a decision to the link; nil if it is there already.
  func linking(to decision: Path) throws(HistoryError) -> ChangeStep? {
    let links = record.adrLinks
    if links.contains(decision.description) { return nil }
    do throws(RecordEditor.Refusal) {
      let value = (links + [decision.description]).joined(separator: ", ")
      let text = try RecordEditor(record).setting("links.adr", to: .text(value))
      return .replace(path, was: record.text, text)
    } catch {
      throw .edit(path, line: record.line(at: error.offset), error)
    }
  }
}
