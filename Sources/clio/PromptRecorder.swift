import Decisions
import History
import Platform
import Prompts
import Records
import Templates

/// Makes a record of a prompt: derives what was not given, and writes it where it belongs.
struct PromptRecorder {
  let project: Project
  let durability: Durability

  struct Recorded {
    let draft: PromptDraft
    let path: Path
    let contents: [UInt8]
    let stageReason: String
    let featureReason: String
    let template: String
  }

  /// A prompt of which everything is known but its number.
  private struct Prepared {
    var draft: PromptDraft
    let stageReason: String
    let featureReason: String
    let found: FoundTemplate
  }

  /// Writes a new record.
  func record(_ input: PromptInput) throws -> Recorded {
    let new = NewRecord(in: project)
    var prepared = try prepare(input, new)
    let decisions = try input.decisions.isEmpty ? [] : linked(input, &prepared.draft)
    let draft = prepared.draft
    let folder =
      Project.promptFolder + "/"
      + Route.folder(stage: draft.stage, feature: try draft.feature.map { try Feature($0) })
    let slug = Slug.make(from: draft.title)
    func linking(_ path: Path) throws(DecisionChanges.Fault) -> [ChangeStep] {
      var changes = DecisionChanges()
      for decision in decisions {
        try changes.edit(decision) { (current) throws(RecordEditor.Refusal) in
          try DecisionEditor(current).notingPrompt(path.bytes, called: draft.title)
        }
      }
      return changes.changed.map(\.step)
    }
    var contents: [UInt8] = []
    let path = try new.write(
      to: folder, .prompt, from: prepared.found, durability,
      { id throws(Template.Fault) in
        prepared.draft.id = id
        contents = try prepared.draft.rendered(with: prepared.found.template)
        return (RecordName.prompt(id: id, slug: slug, stage: draft.stage), contents)
      }, alongside: decisions.isEmpty ? nil : linking)
    return Recorded(
      draft: prepared.draft, path: path, contents: contents, stageReason: prepared.stageReason,
      featureReason: prepared.featureReason, template: prepared.found.fileName)
  }

  /// Writes a record anew, now that more is known of its turn. Its name, number and identity stay.
  @discardableResult
  func rewrite(_ record: Record, at path: Path, _ input: PromptInput) throws -> Recorded {
    var input = input
    input.title = input.title ?? record.title?.value
    // Name and folder follow from these, and stay.
    input.stage = record.fields["stage"].flatMap { Stage(naming: $0.value) }
    input.feature = record.fields["feature"]?.value
    input.draft.branch = record.fields["branch"]?.value
    input.draft.provenance.uid = record.provenance?.uid ?? ""
    var prepared = try prepare(input, NewRecord(in: project))
    prepared.draft.id = record.fields["id"]?.value ?? ""
    prepared.draft.date = record.fields["date"]?.value ?? prepared.draft.date
    let contents: [UInt8]
    do throws(Template.Fault) {
      contents = try prepared.draft.rendered(with: prepared.found.template)
    } catch {
      throw HistoryError.template(prepared.found.name, error)
    }
    if contents != record.text {
      try project.apply([.replace(path, was: record.text, contents)], durability: durability)
    }
    return Recorded(
      draft: prepared.draft, path: project.root.path.appending(bytes: path.bytes), contents: contents,
      stageReason: prepared.stageReason, featureReason: prepared.featureReason,
      template: prepared.found.fileName)
  }

  private func prepare(_ input: PromptInput, _ new: NewRecord) throws -> Prepared {
    var input = input
    let redactor = project.redactor
    input.draft = redactor.redacted(input.draft)
    input.draft.dropEmptyTexts()
    input.title = input.title.map(redactor.redacted)
    var draft = input.draft
    let current = try project.currentFeature(
      asked: input.feature, from: input.origin("feature"), branch: draft.branch ?? new.head?.branch)
    let words = String(decoding: (draft.prompts.first ?? []).prefix(16384), as: UTF8.self)
    var stageReason = "given"
    if let stage = input.stage {
      draft.stage = stage
    } else {
      let guess = StageGuess(prompt: words, command: draft.command, hasFeature: current.feature != nil)
      (draft.stage, stageReason) = (guess.stage, guess.reason)
    }
    if let title = input.title, title.utf8.allSatisfy({ $0 <= 0x20 }) {
      throw Failure("\(input.origin("title")): the title is empty", "leave it out to have one derived")
    }
    draft.title = input.title ?? TitleGuess.title(for: words)
    draft.feature = try feature(input, current, draft.stage)
    draft.date = input.date?.description ?? new.day
    draft.branch = draft.branch ?? new.head?.branch
    draft.user = draft.user ?? project.userName().flatMap { $0.isEmpty ? nil : $0 }
    new.stamp(&draft.provenance)
    let found = try project.template(.prompt)
    try found.checkSlots(draft.extra.keys, from: input.origin("set"))
    return Prepared(
      draft: draft, stageReason: stageReason, featureReason: current.reason, found: found)
  }

  /// The decisions that the prompt led to; the draft names them.
  private func linked(_ input: PromptInput, _ draft: inout PromptDraft) throws -> [Decision] {
    let book = try DecisionBook(project)
    let decisions = try input.decisions.map { book.set.all[try book.find($0)] }
    let names =
      (draft.links["adr"].map { [$0] } ?? []) + decisions.map { String(decoding: $0.path, as: UTF8.self) }
    draft.links["adr"] = names.joined(separator: ", ")
    return decisions
  }

  /// General and constitutional work belongs to no feature: one that was merely derived is left out, and one that was
  /// asked for contradicts the stage.
  private func feature(_ input: PromptInput, _ current: CurrentFeature, _ stage: Stage) throws -> String? {
    guard stage.home == .own else { return current.feature?.name }
    if let asked = input.feature, asked != "none" {
      throw Failure(
        "\(input.origin("feature")): the stage '\(stage.rawValue)' isn't tied to a feature, so it can't be '\(asked)'",
        "leave the feature out, or choose another stage, such as misc")
    }
    return nil
  }
}

extension FoundTemplate {
  /// A value for a slot that isn't there has no place to go, and must not be dropped without a word.
  func checkSlots(_ names: some Sequence<String>, from source: String) throws {
    for name in names.sorted() where !template.has(name) {
      throw Failure("\(source): \(self.name) has no slot {{\(name)}}", "nothing was written")
    }
  }
}

extension Failure {
  /// A value was given for a slot that clio fills by itself.
  static func ownSlot(_ name: String, _ source: String) -> Failure {
    Failure(
      "\(source): clio fills the slot {{\(name)}} itself", "what can be said of it has an option; see --help")
  }
}
