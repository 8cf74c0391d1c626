import Records
import Templates

/// The built-in templates, taken apart once.
enum BuiltIn {
  static let prompt = template(.prompt)
  static let decision = template(.decision)

  private static func template(_ name: BuiltInTemplate) -> Template {
    do throws(Template.Fault) {
      return try Template(name.bytes)
    } catch {
      fail("\(name.fileName): \(error.message)")
    }
  }
}

/// What is written is UTF-8 with LF and without NUL.
func checkText(_ text: [UInt8]) {
  require(String(validating: text, as: UTF8.self) != nil, "what was written is not UTF-8")
  require(!text.contains(0x0D) && !text.contains(0), "what was written has a CR or a NUL")
}

/// A record gives back the very texts that it was made of.
///
/// A template of others may put words around the title.
@discardableResult
func checkGivesBack(_ text: [UInt8], _ draft: PromptDraft, _ what: String, isOwn: Bool = true) -> Record {
  let record = Record(text, name: [], kind: .prompt)
  require(
    record.frontMatter?.failure == nil,
    "\(what) has front matter that is not YAML: \(record.frontMatter?.failure?.reason ?? "")")
  require(record.isProven, "\(what) is not proven")
  require(record.prompts == draft.prompts, "\(what) gives back other prompts")
  if draft.response != nil {
    require(record.response == draft.response, "\(what) gives back another response")
  }
  let title = record.title?.value ?? ""
  let isTitle = isOwn ? title.isSame(as: draft.title) : title.has(draft.title.withoutOuterBlanks)
  require(isTitle, "\(what) has the title `\(title)`")
  require(record.stage?.value.has(draft.stage.rawValue) ?? false, "\(what) has another stage")
  return record
}
