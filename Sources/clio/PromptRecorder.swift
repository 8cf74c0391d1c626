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
    let stageReason: String
    let featureReason: String
    let template: String
  }

  func record(_ input: PromptInput) throws -> Recorded {
    var draft = input.draft
    let head = project.head()
    let current = try project.currentFeature(asked: input.feature, branch: head?.branch)
    let words = String(decoding: (draft.prompts.first ?? []).prefix(16384), as: UTF8.self)
    var stageReason = "given"
    if let stage = input.stage {
      draft.stage = stage
    } else {
      let guess = StageGuess(prompt: words, command: draft.command, hasFeature: current.feature != nil)
      (draft.stage, stageReason) = (guess.stage, guess.reason)
    }
    if let title = input.title, title.utf8.allSatisfy({ $0 <= 0x20 }) {
      throw Failure("the title is empty", "leave --title out to have one derived")
    }
    draft.title = input.title ?? TitleGuess.title(for: words)
    draft.feature = try feature(input, current, draft.stage)
    let now = Clock.now()
    draft.date = input.date?.description ?? now.localDate.description
    draft.branch = draft.branch ?? head?.branch
    draft.user = draft.user ?? project.userName()
    draft.provenance.uid = UID(milliseconds: now.milliseconds, random: randomBytes(10)).description
    draft.provenance.recorded = now.utcText
    draft.provenance.commit = head?.commit
    let found = try project.template(.prompt)
    try found.checkSlots(draft.extra.keys)
    let folder =
      Project.promptFolder + "/"
      + Route.folder(stage: draft.stage, feature: try draft.feature.map { try Feature($0) })
    let slug = Slug.make(from: draft.title)
    let path = try project.add(to: folder, kind: .prompt, durability: durability) {
      number throws(HistoryError) in
      draft.id = number.text
      do throws(Template.Fault) {
        let text = try draft.rendered(with: found.template)
        return (RecordName.prompt(id: number.text, slug: slug, stage: draft.stage), text)
      } catch {
        throw .template(found.name, error)
      }
    }
    return Recorded(
      draft: draft, path: project.root.path.appending(bytes: path.bytes), stageReason: stageReason,
      featureReason: current.reason, template: found.fileName)
  }

  /// General and constitutional work belongs to no feature: one that was merely derived is left out, and one that was
  /// asked for contradicts the stage.
  private func feature(_ input: PromptInput, _ current: CurrentFeature, _ stage: Stage) throws -> String? {
    guard stage.home == .own else { return current.feature?.name }
    if let asked = input.feature, asked != "none" {
      throw Failure(
        "the stage `\(stage.rawValue)` isn't tied to a feature, but --feature says `\(asked)`",
        "leave --feature out, or choose another stage, such as misc")
    }
    return nil
  }
}

extension FoundTemplate {
  /// A value for a slot that isn't there has no place to go, and must not be dropped without a word.
  func checkSlots(_ names: some Sequence<String>) throws {
    for name in names.sorted() where !template.has(name) {
      throw Failure("\(self.name) has no slot {{\(name)}} for --set", "nothing was written")
    }
  }
}
