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

  /// What is the same for all records that are made at a time.
  private struct Ground {
    let new: NewRecord
    let found: FoundTemplate
    let redactor: Redactor
    let user: String?

    init(_ project: Project) throws {
      new = NewRecord(in: project)
      found = try project.template(.prompt)
      (redactor, user) = (project.redactor, project.userName())
    }
  }

  /// A prompt of which everything is known but its number.
  private struct Prepared {
    var draft: PromptDraft
    let stageReason: String
    let featureReason: String

    mutating func file(id: String, _ ground: Ground) throws(Template.Fault) -> (
      name: String, contents: [UInt8]
    ) {
      draft.id = id
      let slug = Slug.make(from: draft.title)
      return (
        RecordName.prompt(id: id, slug: slug, stage: draft.stage),
        try draft.rendered(with: ground.found.template)
      )
    }
  }

  /// Writes a new record.
  func record(_ input: PromptInput) throws -> Recorded {
    let ground = try Ground(project)
    var prepared = try prepare(input, ground)
    let decisions = try input.decisions.isEmpty ? [] : linked(input, &prepared.draft)
    let draft = prepared.draft
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
    let path = try ground.new.write(
      to: try folder(of: draft), .prompt, from: ground.found, durability,
      { id throws(Template.Fault) in
        let file = try prepared.file(id: id, ground)
        contents = file.contents
        return file
      }, alongside: decisions.isEmpty ? nil : linking)
    return Recorded(
      draft: prepared.draft, path: path, contents: contents, stageReason: prepared.stageReason,
      featureReason: prepared.featureReason, template: ground.found.fileName)
  }

  /// Writes many new records of what was asked in the past, and returns their absolute paths in the order of the inputs.
  /// Those of one folder are written together.
  func record(all inputs: [PromptInput]) throws -> [Path] {
    let ground = try Ground(project)
    var features: [String?: CurrentFeature] = [:]
    var prepared = try inputs.map { input in
      let branch = input.draft.branch
      let feature = try features[branch] ?? project.currentFeature(asked: nil, branch: branch, isPast: true)
      features[branch] = feature
      return try prepare(input, ground, past: feature)
    }
    var places: [String: [Int]] = [:]
    for (index, each) in prepared.enumerated() {
      places[try folder(of: each.draft), default: []].append(index)
    }
    var paths = [Path?](repeating: nil, count: inputs.count)
    for (folder, indices) in places.sorted(by: { $0.value[0] < $1.value[0] }) {
      let made = try project.add(indices.count, to: folder, durability: durability) {
        place, number throws(HistoryError) in
        do throws(Template.Fault) {
          return try prepared[indices[place]].file(id: number.text, ground)
        } catch {
          throw .template(ground.found.name, error)
        }
      }
      for (index, path) in zip(indices, made) {
        paths[index] = project.root.path.appending(bytes: path.bytes)
      }
    }
    return paths.compactMap(\.self)
  }

  private func folder(of draft: PromptDraft) throws -> String {
    Project.promptFolder + "/"
      + Route.folder(stage: draft.stage, feature: try draft.feature.map { try Feature($0) })
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
    let ground = try Ground(project)
    var prepared = try prepare(input, ground)
    prepared.draft.id = record.fields["id"]?.value ?? ""
    prepared.draft.date = record.fields["date"]?.value ?? prepared.draft.date
    let contents: [UInt8]
    do throws(Template.Fault) {
      contents = try prepared.draft.rendered(with: ground.found.template)
    } catch {
      throw HistoryError.template(ground.found.name, error)
    }
    if contents != record.text {
      try project.apply([.replace(path, was: record.text, contents)], durability: durability)
    }
    return Recorded(
      draft: prepared.draft, path: project.root.path.appending(bytes: path.bytes), contents: contents,
      stageReason: prepared.stageReason, featureReason: prepared.featureReason,
      template: ground.found.fileName)
  }

  private func prepare(
    _ input: PromptInput, _ ground: Ground, past: CurrentFeature? = nil
  ) throws -> Prepared {
    var input = input
    let (redactor, new) = (ground.redactor, ground.new)
    input.draft = redactor.redacted(input.draft)
    input.draft.dropEmptyTexts()
    input.title = input.title.map(redactor.redacted)
    var draft = input.draft
    let current =
      try past
      ?? project.currentFeature(
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
    // It names a folder, too.
    draft.feature = try feature(input, current, draft.stage).map(redactor.redacted)
    draft.date = input.date?.description ?? new.day
    // What is checked out today says nothing of the past.
    if past == nil { draft.branch = draft.branch ?? new.head?.branch }
    draft.user = draft.user ?? ground.user.flatMap { $0.isEmpty ? nil : $0 }
    new.stamp(&draft.provenance)
    try ground.found.checkSlots(draft.extra.keys, from: input.origin("set"))
    return Prepared(draft: draft, stageReason: stageReason, featureReason: current.reason)
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
