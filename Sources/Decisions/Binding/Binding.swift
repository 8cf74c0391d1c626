import Records

/// Which decisions bind a file, and why.
public struct Binding: Sendable {
  /// What is asked: a path, and what is known of it.
  public struct Question: Sendable {
    /// The path from the root.
    public let path: [UInt8]
    /// Whether it is a folder.
    public let isFolder: Bool
    /// The numbers of decisions that its comments name, with the lines.
    public let marks: [(number: Int, line: Int)]

    /// A question.
    public init(path: [UInt8], isFolder: Bool, marks: [(number: Int, line: Int)]) {
      (self.path, self.isFolder, self.marks) = (path, isFolder, marks)
    }
  }

  /// A prompt that led to decisions, and the files that it touched.
  public struct Prompt: Sendable {
    /// The path from the root.
    public let path: [UInt8]
    /// The files, as the record names them.
    public let files: [[UInt8]]
    /// The decisions, as positions.
    public let decisions: [Int]

    /// A prompt.
    public init(path: [UInt8], files: [[UInt8]], decisions: [Int]) {
      (self.path, self.files, self.decisions) = (path, files, decisions)
    }
  }

  /// Why a decision binds a path.
  public struct Reason: Equatable, Sendable {
    /// How it is known.
    public enum Kind: String, Sendable {
      case mark, affects, prompt, amends, supersedes
    }
    /// How it is known.
    public let kind: Kind
    /// The line, the glob, the prompt, or the other decision.
    public let detail: String
    /// The path that it binds.
    public let path: [UInt8]
    /// The more, the more specific.
    public let weight: Int
  }

  /// A decision with its reasons, the most specific first.
  public struct Answer: Sendable {
    /// The position of the decision.
    public let index: Int
    /// Why it binds.
    public internal(set) var reasons: [Reason]
  }

  /// The decisions in force, the most specific first.
  public let inForce: [Answer]
  /// The ones whose place another took.
  public let past: [Answer]

  /// Answers questions from a set.
  public init(_ set: DecisionSet, _ questions: [Question], prompts: [Prompt] = []) {
    var reasons: [Int: [Reason]] = [:]
    func note(_ index: Int, _ reason: Reason) {
      if !reasons[index, default: []].contains(reason) { reasons[index, default: []].append(reason) }
    }
    for (index, decision) in set.all.enumerated() {
      let globs = decision.affects.compactMap { PathGlob($0) }
      for question in questions {
        if let glob = Self.best(globs, question) {
          note(
            index, Reason(kind: .affects, detail: glob.pattern, path: question.path, weight: 10 + glob.weight)
          )
        }
        for mark in question.marks where mark.number == decision.number {
          note(index, Reason(kind: .mark, detail: "line \(mark.line)", path: question.path, weight: 100_000))
        }
      }
    }
    for prompt in prompts {
      for question in questions where prompt.files.contains(where: { Self.isSame($0, question) }) {
        for index in prompt.decisions {
          note(
            index,
            Reason(
              kind: .prompt, detail: String(decoding: prompt.path, as: UTF8.self), path: question.path,
              weight: 5))
        }
      }
    }
    let successors = set.successors()
    let amendments = Dictionary(grouping: set.forwardEdges().filter { $0.relation == .amends }) { $0.to }
    // What took the place of a decision that was in force here, or amends one that is, binds too.
    var open = Array(reasons.keys.sorted())
    var seen = Set(open)
    while let index = open.popLast() {
      let name = set.all[index].numberText.map { "ADR-\($0)" } ?? set.all[index].title
      var next: [(Int, Reason.Kind)] = (amendments[index] ?? []).map { ($0.from, .amends) }
      if set.all[index].standing == .superseded || !set.isLive(index, successors) {
        next += (successors[index] ?? []).map { ($0, .supersedes) }
      }
      let heaviest = reasons[index]?.max { $0.weight < $1.weight }
      for (other, kind) in next {
        note(
          other,
          Reason(
            kind: kind, detail: name, path: heaviest?.path ?? [], weight: max(1, (heaviest?.weight ?? 1) - 1))
        )
        if seen.insert(other).inserted { open.append(other) }
      }
    }
    var inForce: [Answer] = []
    var past: [Answer] = []
    for (index, found) in reasons {
      let answer = Answer(
        index: index, reasons: found.sorted { ($1.weight, $0.detail) < ($0.weight, $1.detail) })
      if set.isLive(index, successors) {
        inForce.append(answer)
      } else if set.all[index].standing == .superseded || !(successors[index] ?? []).isEmpty {
        if set.all[index].standing != .rejected, set.all[index].standing != .proposed { past.append(answer) }
      }
    }
    func isBefore(_ left: Answer, _ right: Answer) -> Bool {
      let (first, second) = (left.reasons.first?.weight ?? 0, right.reasons.first?.weight ?? 0)
      // Of two that are as specific, the later one says more.
      return first != second ? first > second : left.index > right.index
    }
    self.inForce = inForce.sorted(by: isBefore)
    self.past = past.sorted(by: isBefore)
  }

  /// The most specific glob that binds a path; none where one takes it out again.
  public static func best(_ globs: [PathGlob], _ question: Question) -> PathGlob? {
    let fitting = globs.filter {
      question.isFolder ? $0.touches(folder: question.path) : $0.matches(question.path)
    }
    if !question.isFolder, fitting.contains(where: \.isExclusion) { return nil }
    return fitting.filter { !$0.isExclusion }.max { $0.weight < $1.weight }
  }

  /// Whether a file that a prompt names is the path, or lies in it.
  private static func isSame(_ file: [UInt8], _ question: Question) -> Bool {
    let shown = file.starts(with: "./".utf8) ? Array(file.dropFirst(2)) : file
    return shown == question.path
      || (question.isFolder && (question.path.isEmpty || shown.starts(with: question.path + [slash])))
  }
}

extension Decision {
  /// What the decision says, in a few lines: the beginning of its section `Decision`, without comments and headings.
  public func bindingPart(limit: Int) -> String {
    let text = record.text
    let headings = text.headings(in: record.bodyStart..<text.count)
    let wanted = ["decision", "decision outcome", "decision:"]
    guard let index = headings.firstIndex(where: { wanted.contains(text.string($0.text).lowercased()) })
    else { return "" }
    let level = headings[index].level
    let end = headings[(index + 1)...].first { $0.level <= level }?.line.content.lowerBound ?? text.count
    var shown = ""
    var isInComment = false
    for line in text.lines(headings[index].line.next..<end) {
      let was = isInComment
      isInComment = text.endsInComment(line.content, isInComment)
      let trimmed = text.trimmed(line.content)
      if was || trimmed.isEmpty || text.hasPrefix("<!--", at: trimmed.lowerBound)
        || text[trimmed.lowerBound] == .hash
      {
        continue
      }
      let next = text.string(trimmed)
      if next == "none" { continue }
      if shown.utf8.count + next.utf8.count > limit {
        let room = limit - shown.utf8.count
        let cut = next.prefix(max(0, room))
        return cut.isEmpty ? shown + " …" : shown + (shown.isEmpty ? "" : "\n") + cut + "…"
      }
      shown += (shown.isEmpty ? "" : "\n") + next
    }
    return shown
  }
}
