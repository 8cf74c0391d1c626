import JSON
import Records

extension PromptInput {
  /// What was said of a prompt by hand, to be kept until its turn ends.
  var given: JSON {
    var members: [JSON.Member] = []
    func add(_ key: String, _ value: JSON?) { if let value { members.append(JSON.Member(key, value)) } }
    func texts(_ list: [String]) -> JSON? { list.isEmpty ? nil : .array(list.map { .string($0) }) }
    func mapping(_ map: [String: String]) -> JSON? {
      map.isEmpty
        ? nil : .object(map.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) })
    }
    add("title", title.map { .string($0) })
    add("stage", stage.map { .string($0.rawValue) })
    add("feature", feature.map { .string($0) })
    add("date", date.map { .string($0.description) })
    add("response", draft.response.map { .text(bytes: $0) })
    add("model", draft.model.map { .string($0) })
    add("surface", draft.surface.map { .string($0) })
    add("command", draft.command.map { .string($0) })
    add("user", draft.user.map { .string($0) })
    add("branch", draft.branch.map { .string($0) })
    add("labels", texts(draft.labels))
    add("files", texts(draft.files))
    add("tests", texts(draft.tests))
    add("links", mapping(draft.links))
    add("notes", mapping(draft.notes))
    add("set", mapping(draft.extra))
    return .object(members)
  }

  /// This input with what was said by hand put over it: a word replaces, a list is added to.
  func overlaid(with given: JSON) -> PromptInput {
    var input = self
    func texts(_ key: String) -> [String] { given[key]?.items?.compactMap(\.text) ?? [] }
    func union(_ list: inout [String], _ key: String) {
      for text in texts(key) where !list.contains(text) { list.append(text) }
    }
    func mapping(_ key: String) -> [String: String] {
      var result: [String: String] = [:]
      for member in given[key]?.members ?? [] { result[member.key] = member.value.text }
      return result
    }
    input.title = given["title"]?.text ?? title
    input.stage = given["stage"]?.text.flatMap { Stage(naming: $0) } ?? stage
    input.feature = given["feature"]?.text ?? feature
    input.date = given["date"]?.text.flatMap { CalendarDate($0) } ?? date
    input.draft.response = given["response"]?.textBytes ?? draft.response
    input.draft.model = given["model"]?.text ?? draft.model
    input.draft.surface = given["surface"]?.text ?? draft.surface
    input.draft.command = given["command"]?.text ?? draft.command
    input.draft.user = given["user"]?.text ?? draft.user
    input.draft.branch = given["branch"]?.text ?? draft.branch
    union(&input.draft.labels, "labels")
    union(&input.draft.files, "files")
    union(&input.draft.tests, "tests")
    input.draft.links.merge(mapping("links")) { $1 }
    input.draft.notes.merge(mapping("notes")) { $1 }
    input.draft.extra.merge(mapping("set")) { $1 }
    return input
  }
}
