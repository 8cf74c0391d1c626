import Records

/// What a transcript tells of the turns since it was read last.
public struct TranscriptTail: Sendable {
  /// The turns, in order.
  public var turns: [Turn]
  /// What stands before this was dealt with before.
  public var told: Int
  /// How far it was read.
  public var end: Int
  /// Where the next reading must begin.
  public var resume: Int
  /// Whether all that was typed after `told` is this session's and no record yet. Where it isn't, as when hooks were
  /// installed while a session went on, only what follows a prompt that hooks have told of is.
  public var isContinued: Bool

  /// The tail of a transcript.
  public init(turns: [Turn], told: Int, end: Int, resume: Int, isContinued: Bool) {
    (self.turns, self.told, self.end, self.resume) = (turns, told, end, resume)
    self.isContinued = isContinued
  }
}

/// Puts together what hooks and what a transcript tell of the same session. Hooks know of a prompt at once, but not of
/// all that was typed: what is typed while the agent works stands in the transcript alone, and a hook can be missed.
public struct Reconciliation {
  /// The turns of the spool with what the transcript adds, and between them those that only the transcript knows.
  public private(set) var turns: [SpooledTurn] = []
  /// What was learnt of the session.
  public private(set) var notes: SessionNotes

  /// What depends on the project.
  public struct Wishes {
    /// Whether a text is not to be recorded.
    public var isUnwanted: (Turn.Prompt) -> Bool
    /// Whether a text is not worth a record of its own.
    public var isTrivial: ([UInt8]) -> Bool
    /// A text without secrets, and how many were taken out.
    public var redacted: ([UInt8]) -> (text: [UInt8], count: Int)
    /// The hash by which a prompt is known.
    public var hash: ([UInt8]) -> String
    /// A turn that no hook has told of, as hooks would have.
    public var missed: (Turn) -> SpooledPrompt

    /// Wishes.
    public init(
      isUnwanted: @escaping (Turn.Prompt) -> Bool, isTrivial: @escaping ([UInt8]) -> Bool,
      redacted: @escaping ([UInt8]) -> (text: [UInt8], count: Int), hash: @escaping ([UInt8]) -> String,
      missed: @escaping (Turn) -> SpooledPrompt
    ) {
      (self.isUnwanted, self.isTrivial, self.redacted) = (isUnwanted, isTrivial, redacted)
      (self.hash, self.missed) = (hash, missed)
    }
  }

  private let spooled: [SpooledTurn]
  private let wishes: Wishes
  /// The prompts of the transcript.
  private let written: Set<ArraySlice<UInt8>>
  private var secrets = 0
  /// The first turn of the spool that the transcript has not told of yet.
  private var next = 0
  /// Texts that hooks have told of and the transcript has not.
  private var untold: [[UInt8]] = []
  /// Where the first turn stands that is left for the next time.
  private var left: Int?

  /// Puts them together. The last turn of the spool may still be worked on.
  public init(_ spooled: [SpooledTurn], _ tail: TranscriptTail, _ notes: SessionNotes, _ wishes: Wishes) {
    (self.spooled, self.notes, self.wishes) = (spooled, notes, wishes)
    written = Set(tail.turns.compactMap { $0.prompts.first.map { Self.core(wishes.redacted($0.text).text) } })
    var candidates: [Turn] = []
    var isContinued = tail.isContinued
    // Of what was begun before a hook told of the first prompt, only the last can be that prompt.
    let old = tail.turns.prefix { ($0.prompts.first?.place ?? .max) < tail.told }
    for turn in notes.told == nil ? tail.turns.dropFirst(max(0, old.count - 1)) : tail.turns[...] {
      guard let turn = news(of: turn, since: tail.told) else { continue }
      if !isContinued, match(turn) == nil {
        candidates = [turn]
        continue
      }
      isContinued = true
      if !take(turn) { break }
    }
    // Of a session that was never heard of, the turn that has just ended is the last one.
    if !isContinued, spooled.isEmpty, let last = candidates.last { _ = take(last) }
    turns += spooled[next...]
    self.notes.told = min(tail.end, left ?? tail.end)
    self.notes.offset = min(tail.resume, left ?? tail.resume)
  }

  /// What of a turn was not dealt with before, without secrets.
  private mutating func news(of turn: Turn, since told: Int) -> Turn? {
    var turn = turn
    let isFirst = notes.told == nil && match(turn) == 0
    let first = turn.prompts.first
    // A hook that is called after its prompt was written tells a length that is too far.
    if !isFirst { turn.prompts.removeAll { ($0.place ?? told) < told } }
    secrets = 0
    for index in turn.prompts.indices {
      let kept = wishes.redacted(turn.prompts[index].text)
      turn.prompts[index].text = kept.text
      secrets += kept.count
    }
    return turn.prompts.isEmpty || first.map(wishes.isUnwanted) ?? true ? nil : turn
  }

  /// The turn of the spool that a turn of the transcript is.
  private func match(_ turn: Turn) -> Int? {
    guard let first = turn.prompts.first else { return nil }
    let texts = spooled[next...].indices
    let text = Self.core(wishes.redacted(first.text).text)
    return texts.first { index in
      ([spooled[index].prompt] + spooled[index].later).contains { Self.core($0.text) == text }
    }
      ?? texts.first { index in
        // The agent may write what was typed in another way than it tells it.
        !written.contains(Self.core(spooled[index].prompt.text))
          && first.time.map { abs($0 - spooled[index].prompt.time) <= SpooledTurn.echo } ?? false
      }
  }

  private static func core(_ text: [UInt8]) -> ArraySlice<UInt8> { text[text.trimmedWhite(0..<text.count)] }

  private func isOpen(_ index: Int) -> Bool { index == spooled.count - 1 && spooled[index].ended == nil }

  /// Deals with a turn of the transcript; false if it and what follows must wait.
  private mutating func take(_ turn: Turn) -> Bool {
    let first = turn.prompts[0]
    let known = match(turn)
    let isBeforeIt = known.map { index in
      first.time.map { $0 < spooled[index].prompt.time - SpooledTurn.echo } ?? false
    }
    if isBeforeIt ?? true, let done = notes.tell(hash: wishes.hash(first.text), before: first.time) {
      // Its record is there already; what was typed meanwhile is not in it, unless it was left out on purpose.
      let rest = turn.prompts.dropFirst().filter { isNews($0) }
      if !rest.isEmpty, !done.wasLeftOut {
        var turn = turn
        turn.prompts = Array(rest)
        add(missed: turn)
      }
      return true
    }
    if let known {
      turns += spooled[next..<known]
      next = known
      if isOpen(known) { return wait(for: turn) }
      next = known + 1
      turns.append(merged(spooled[known], turn))
      return true
    }
    if let index = untold.firstIndex(where: { Self.core($0) == Self.core(first.text) }), !turns.isEmpty {
      untold.remove(at: index)
      turns[turns.count - 1].take(turn)
      return true
    }
    if let open = spooled.last, open.ended == nil, let time = first.time, time > open.prompt.time {
      return wait(for: turn)
    }
    let end = spooled.last?.ended ?? .max
    if let time = first.time, time > end, time - end > SpooledTurn.echo { return wait(for: turn) }
    if wishes.isTrivial(first.text), let last = turns.indices.last {
      turns[last].take(turn)
      turns[last].response = turn.response ?? turns[last].response
      for prompt in turn.prompts where isNews(prompt) {
        turns[last].add(later: later(prompt, of: turns[last].prompt))
      }
      return true
    }
    add(missed: turn)
    return true
  }

  private mutating func wait(for turn: Turn) -> Bool {
    left = turn.extent?.lowerBound
    return false
  }

  private mutating func add(missed turn: Turn) {
    var turn = turn
    turn.prompts = turn.prompts.enumerated().filter { $0.offset == 0 || isNews($0.element) }.map(\.element)
    var prompt = wishes.missed(turn)
    prompt.redactions = secrets
    var made = SpooledTurn(prompt, start: 0)
    made.later = turn.prompts.dropFirst().map { later($0, of: prompt) }
    made.ended = turn.ended ?? prompt.time
    made.isTold = true
    made.take(turn)
    turns.append(made)
  }

  /// A turn of the spool with what the transcript adds to it.
  private mutating func merged(_ spooled: SpooledTurn, _ turn: Turn) -> SpooledTurn {
    var result = spooled
    var rest = turn.prompts.dropFirst().filter { isNews($0) }[...]
    var later: [SpooledPrompt] = []
    for prompt in spooled.later {
      guard let index = rest.firstIndex(where: { Self.core($0.text) == Self.core(prompt.text) }) else {
        later.append(prompt)
        untold.append(prompt.text)
        continue
      }
      later += rest[..<index].map { self.later($0, of: spooled.prompt) } + [prompt]
      rest = rest[(index + 1)...]
    }
    result.later = later + rest.map { self.later($0, of: spooled.prompt) }
    if result.later.count > spooled.later.count {
      result.redactions += max(0, secrets - spooled.prompt.redactions)
    }
    result.isTold = true
    result.take(turn)
    return result
  }

  /// Whether a text that was typed while the agent worked is told nowhere else.
  private mutating func isNews(_ prompt: Turn.Prompt) -> Bool {
    if wishes.isUnwanted(prompt) { return false }
    let isTurn = spooled[min(next, spooled.count)...].contains {
      Self.core($0.prompt.text) == Self.core(prompt.text)
    }
    return !isTurn && notes.tell(hash: wishes.hash(prompt.text), before: prompt.time) == nil
  }

  private func later(_ prompt: Turn.Prompt, of first: SpooledPrompt) -> SpooledPrompt {
    SpooledPrompt(
      uid: "", time: prompt.time ?? first.time, text: prompt.text, agent: first.agent, session: first.session,
      root: first.root)
  }
}

extension SpooledTurn {
  /// Takes what the transcript tells, where hooks have told nothing.
  fileprivate mutating func take(_ turn: Turn) {
    response = response ?? turn.response
    model = model ?? turn.model
    if prompt.branch == nil { prompt.branch = turn.branch }
    if prompt.command == nil { prompt.command = turn.command }
    for file in turn.files where !files.contains(file) { files.append(file) }
    for test in turn.tests where !tests.contains(test) { tests.append(test) }
    if let cost = turn.tokens { costs[turn.extent?.lowerBound ?? 0] = cost }
    wasInterrupted = wasInterrupted || turn.wasInterrupted
  }
}
