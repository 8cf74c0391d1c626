import History
import JSON
import Platform
import Records

/// A record as lists and JSON show it.
struct RecordView {
  let found: FoundRecord
  private var record: Record? { found.record }

  init(_ found: FoundRecord) { self.found = found }

  /// How a user can name it: `001-auth/0003`, `adr/0001`; without a number the path.
  var reference: String { found.file.reference }

  /// The day for sorting and filtering.
  var date: CalendarDate? { record?.date.flatMap { CalendarDate($0.value) } }

  /// The stage of a prompt, or the status of a decision, as it is shown.
  var state: String {
    guard let record else { return "-" }
    switch record.kind {
    case .prompt: return record.knownStage?.rawValue ?? record.stage?.value ?? "-"
    case .decision: return record.standing?.rawValue ?? record.status?.value ?? "-"
    }
  }

  /// The title, or why there is none.
  var title: String {
    switch found.content {
    case .failure(let error): error.isLoop ? "a symbolic link, which is not followed" : error.reason
    case .success(let record): record.title?.value ?? found.file.path.name
    }
  }

  /// Whether something is wrong with it that makes reading it unsure.
  var isDamaged: Bool {
    guard let record else { return true }
    return record.problems.contains { Self.damage.contains($0.code) }
  }

  /// The problems that make reading a record unsure.
  static let damage: [Problem.Code] = [.frontMatterInvalid, .frontMatterMissing, .promptAltered, .encoding]

  /// The object for programs.
  func json(root: Path) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member("kind", .string(found.file.kind.rawValue)),
      JSON.Member("path", .text(bytes: found.file.path.bytes)),
    ]
    func add(_ key: String, _ value: String?) {
      members.append(JSON.Member(key, value.map { .string($0) } ?? .null))
    }
    func add(_ key: String, _ values: [String]) {
      members.append(JSON.Member(key, .array(values.map { .string($0) })))
    }
    switch found.content {
    case .failure(let error): add("error", error.reason)
    case .success(let record):
      add("uid", record.uid)
      add("id", record.id?.value)
      add("title", record.title?.value)
      if record.kind == .prompt {
        add("stage", record.stage?.value)
      } else {
        add("status", record.status?.value)
      }
      add("date", record.date?.value)
      add("feature", record.feature)
      add("dialect", record.dialect.rawValue)
      if record.kind == .prompt {
        for name in ["model", "surface", "branch", "user", "command"] { add(name, record.meaningful(name)) }
        for name in ["labels", "files", "tests"] { add(name, record.list(name)) }
        members.append(
          JSON.Member(
            "links",
            .object(
              ["spec", "ticket", "adr", "pr"].map { name in
                JSON.Member(name, record.link(name).map { .string($0) } ?? .null)
              })))
      } else {
        for name in ["deciders", "tags"] { add(name, record.list(name)) }
        add("affects", record.affects)
        add("review_by", record.meaningful("review_by"))
      }
      members.append(
        JSON.Member(
          "problems",
          .array(
            record.problems.map { problem in
              [
                "rule": .string(problem.code.rawValue), "subject": .string(problem.subject),
                "message": .string(problem.message),
                "line": JSON(record.line(at: problem.range.lowerBound)),
              ]
            })))
    }
    return .object(members)
  }
}

extension Record {
  /// The line of an offset, from 1.
  func line(at offset: Int) -> Int {
    text[..<min(offset, text.count)].count { $0 == UInt8(ascii: "\n") } + 1
  }
}
