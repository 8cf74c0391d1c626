import Decisions
import History
import Index
import JSON
import Platform
import Records

/// The answer to "which decisions bind these files?". The index tells which decisions may; only those are read.
struct BindingQuery {
  private let session: Session
  private let book: DecisionBook
  private let questions: [Binding.Question]
  private let binding: Binding

  /// The largest file whose comments are looked at.
  private static let largestFile = 4 << 20
  /// How much of each decision is shown at most.
  private static let longestPart = 400

  init(_ session: Session) throws {
    self.session = session
    let index = try session.index()
    let project = index.project
    let questions = try session[AdrForCommand.paths].map { try Self.question($0, project, session) }
    let rows = try index.decisionRows { file in questions.contains { Self.names(file, $0) } }
    let (set, prompts) = try Self.candidates(rows, questions, project)
    book = DecisionBook(project, set)
    self.questions = questions
    binding = Binding(set, questions, prompts: prompts)
  }

  /// A path from the root, with the marks in the file.
  private static func question(_ text: String, _ project: Project, _ session: Session) throws
    -> Binding.Question
  {
    let path = Path(text).absolute(in: session.world.directory)
    let real =
      (try? Files.realPath(path))
      ?? (try? Files.realPath(path.parent)).map { $0.appending(bytes: path.nameBytes) }
    guard let below = path.relative(to: project.root.path) ?? real?.relative(to: project.root.path) else {
      throw Failure("\(text) is not below the root \(project.root.path)")
    }
    let status = (try? Files.status(of: path)) ?? nil
    let isFolder = status?.kind == .directory
    var marks: [(number: Int, line: Int)] = []
    if status?.kind == .file, let bytes = (try? Files.readIfPresent(path, limit: largestFile)) ?? nil {
      marks = CodeMarks.numbers(in: bytes)
    }
    return Binding.Question(path: below == "." ? [] : below.bytes, isFolder: isFolder, marks: marks)
  }

  private static func names(_ file: String, _ question: Binding.Question) -> Bool {
    let bytes = Array(file.utf8)
    return bytes.count >= question.path.count
      && (question.isFolder || bytes.suffix(question.path.count).elementsEqual(question.path))
  }

  /// The decisions that may bind one of the paths, and those that hang together with them, read; with the prompts that
  /// touched the paths.
  private static func candidates(
    _ rows: DecisionRows, _ questions: [Binding.Question], _ project: Project
  ) throws -> (DecisionSet, [Binding.Prompt]) {
    let light = LightSet(rows.decisions)
    var chosen: Set<Int> = []
    for (index, row) in rows.decisions.enumerated() {
      let globs = row.affects.compactMap { PathGlob($0) }
      let number = RecordNumber(leading: row.path.nameBytes)?.value
      for question in questions {
        let isMarked = number.map { number in question.marks.contains { $0.number == number } } ?? false
        if isMarked || Binding.best(globs, question) != nil { chosen.insert(index) }
      }
    }
    var led: [Path: [Int]] = [:]
    let touching = Set(rows.prompts.map(\.path))
    for (index, row) in rows.decisions.enumerated() {
      for link in row.links where link.kind == "prompts" && touching.contains(Path(link.target)) {
        led[Path(link.target), default: []].append(index)
      }
    }
    for prompt in rows.prompts {
      for name in (prompt.decision ?? "").split(separator: ",") {
        let target = String(name.drop { $0 == " " })
        if let index = light.resolve(target, in: prompt.path.parent),
          !led[prompt.path, default: []].contains(index)
        {
          led[prompt.path, default: []].append(index)
        }
      }
    }
    chosen.formUnion(led.values.joined())
    // Successors and amendments, over any number of steps.
    let neighbours = light.neighbours()
    var open = Array(chosen)
    while let next = open.popLast() {
      for other in neighbours[next] ?? [] where chosen.insert(other).inserted { open.append(other) }
    }
    var decisions: [Decision] = []
    for index in chosen.sorted() {
      let file = RecordFile(path: rows.decisions[index].path, kind: .decision)
      if let record = project.read(file).record { decisions.append(Decision(record, at: file.path.bytes)) }
    }
    let set = DecisionSet(decisions)
    let prompts = rows.prompts.compactMap { prompt -> Binding.Prompt? in
      let indices = (led[prompt.path] ?? []).compactMap { set.index(of: rows.decisions[$0].path.bytes) }
      return indices.isEmpty
        ? nil
        : Binding.Prompt(
          path: prompt.path.bytes, files: prompt.files.map { Array($0.utf8) }, decisions: indices)
    }
    return (set, prompts)
  }

  // MARK: Answers

  private func reasons(_ answer: Binding.Answer) -> String {
    answer.reasons.prefix(3).map { reason in
      let path = questions.count > 1 ? " for \(String(decoding: reason.path, as: UTF8.self))" : ""
      switch reason.kind {
      case .affects: return "affects \(reason.detail)\(path)"
      case .mark: return "named in \(reason.detail)\(path)"
      case .prompt: return "touched by \(reason.detail)\(path)"
      case .amends: return "amends \(reason.detail)"
      case .supersedes: return "in place of \(reason.detail)"
      }
    }.joined(separator: "; ")
  }

  /// What was decided otherwise, and until when.
  private func past(_ answer: Binding.Answer, _ successors: [Int: [Int]]) -> (until: String, by: [Int]) {
    let next = successors[answer.index] ?? []
    return (next.compactMap { book.set.all[$0].record.date?.value }.max() ?? "", next)
  }

  /// How many characters an answer takes, with the end of its line.
  private static func size(_ text: String) -> Int { text.unicodeScalars.count + 1 }

  private func noteTooSmall(_ budget: Int) {
    let count = binding.inForce.count + binding.past.count
    session.note("not even one of \(count) fits into \(budget) characters; ask with a larger --budget")
  }

  func show(budget: Int) {
    if binding.inForce.isEmpty {
      session.note("no decision in force binds \(questions.count == 1 ? "it" : "them")")
    }
    func more(_ count: Int) -> String { "… and \(count) more; --budget \(budget * 2) shows more" }
    let successors = book.set.successors()
    let answers = binding.inForce.map { ($0, true) } + binding.past.map { ($0, false) }
    var room = budget
    var shown: [String] = []
    for (answer, isInForce) in answers {
      let rest = answers.count - shown.count - 1
      let available = room - (rest > 0 ? Self.size(more(rest)) : 0)
      let forms = isInForce ? texts(answer, available, successors) : [pastText(answer, successors)]
      guard let text = forms.first(where: { Self.size($0) <= available }) else { break }
      room -= Self.size(text)
      shown.append(text)
    }
    if shown.isEmpty, !answers.isEmpty { return noteTooSmall(budget) }
    for text in shown { session.printSafely(text) }
    if shown.count < answers.count { session.print(more(answers.count - shown.count)) }
  }

  /// A decision in force with its binding part, and its heading alone.
  private func texts(_ answer: Binding.Answer, _ room: Int, _ successors: [Int: [Int]]) -> [String] {
    let decision = book.set.all[answer.index]
    var head = "\(book.name(answer.index))  \(decision.title.replacingLineBreaks)  (\(reasons(answer)))"
    if let pending = book.pending(answer.index, successors) { head += "\n  \(pending)" }
    let part = decision.bindingPart(limit: min(Self.longestPart, max(0, room - head.count - 20)))
    return [([head] + part.split(separator: "\n").map { "  " + $0 }).joined(separator: "\n"), head]
  }

  private func pastText(_ answer: Binding.Answer, _ successors: [Int: [Int]]) -> String {
    let (until, by) = past(answer, successors)
    return "\(book.name(answer.index))  was decided otherwise\(until.isEmpty ? "" : " until \(until)"): "
      + book.set.all[answer.index].title.replacingLineBreaks + (by.isEmpty ? "" : "  → ")
      + by.map { book.name($0) }.joined(separator: ", ")
  }

  func showJSON(budget: Int) {
    func whole(_ live: [JSON], _ past: [JSON], omitted: Int) -> JSON {
      [
        "paths": .array(questions.map { .text(bytes: $0.path) }), "decisions": .array(live),
        "past": .array(past), "omitted": JSON(omitted),
      ]
    }
    func size(_ json: JSON) -> Int { Self.size(String(decoding: json.write(), as: UTF8.self)) }
    let successors = book.set.successors()
    let count = binding.inForce.count + binding.past.count
    var room = budget - size(whole([], [], omitted: count))
    guard room >= 0 else { return noteTooSmall(budget) }
    var (live, past): ([JSON], [JSON]) = ([], [])
    // Each takes a comma too, as its text takes the end of a line.
    for answer in binding.inForce {
      let least = item(answer, successors, text: "")
      let part = book.set.all[answer.index].bindingPart(
        limit: min(Self.longestPart, max(0, room - size(least) - 4)))
      guard let item = [item(answer, successors, text: part), least].first(where: { size($0) <= room }) else {
        break
      }
      room -= size(item)
      live.append(item)
    }
    for answer in binding.past where live.count == binding.inForce.count {
      let item = pastItem(answer, successors)
      guard size(item) <= room else { break }
      room -= size(item)
      past.append(item)
    }
    let omitted = count - live.count - past.count
    if omitted == count, count > 0 { noteTooSmall(budget) }
    session.print(whole(live, past, omitted: omitted))
  }

  private func item(_ answer: Binding.Answer, _ successors: [Int: [Int]], text: String) -> JSON {
    let decision = book.set.all[answer.index]
    return [
      "path": .text(bytes: decision.path), "id": decision.numberText.map { .string($0) } ?? .null,
      "title": .string(decision.title), "status": .string(decision.shownStatus),
      "to_be_superseded_by": .array(
        book.set.proposedSuccessors(answer.index, successors).map { .text(bytes: book.set.all[$0].path) }),
      "reasons": .array(
        answer.reasons.map {
          ["kind": .string($0.kind.rawValue), "detail": .string($0.detail), "path": .text(bytes: $0.path)]
        }),
      "text": .string(text),
    ]
  }

  private func pastItem(_ answer: Binding.Answer, _ successors: [Int: [Int]]) -> JSON {
    let (until, by) = past(answer, successors)
    let decision = book.set.all[answer.index]
    return [
      "path": .text(bytes: decision.path), "id": decision.numberText.map { .string($0) } ?? .null,
      "title": .string(decision.title), "until": until.isEmpty ? .null : .string(until),
      "superseded_by": .array(by.map { .text(bytes: book.set.all[$0].path) }),
    ]
  }
}

/// The links between decisions as the index has them: enough to know which hang together.
private struct LightSet {
  private let rows: [DecisionRows.Decision]
  private var byPath: [[UInt8]: Int] = [:]
  private var byNumber: [String: Int] = [:]

  init(_ rows: [DecisionRows.Decision]) {
    self.rows = rows
    for (index, row) in rows.enumerated() {
      byPath[row.path.bytes] = index
      if let number = RecordNumber(leading: row.path.nameBytes)?.value {
        byNumber["\(row.path.parent)/\(number)"] = index
      }
    }
  }

  /// The decision that a text means, as written in a folder.
  func resolve(_ text: String, in folder: Path) -> Int? {
    switch DecisionLink.Target(text) {
    case .path(let path)?: byPath[path] ?? byPath[LinkRewriter.normalized(path, in: folder.bytes)]
    case .number(let number)?:
      byNumber["\(folder)/\(number)"] ?? byNumber["\(Project.decisionFolder)/\(number)"]
    case nil: nil
    }
  }

  /// Which decisions supersede or amend each other, from both sides.
  func neighbours() -> [Int: [Int]] {
    let kinds: Set<String> = ["supersedes", "superseded_by", "amends", "amended_by"]
    var result: [Int: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      for link in row.links where kinds.contains(link.kind) {
        guard let other = resolve(link.target, in: row.path.parent) else { continue }
        result[index, default: []].append(other)
        result[other, default: []].append(index)
      }
    }
    return result
  }
}
