import JSON
import Records

/// Reads a transcript as it comes, in blocks of any size, and tells the turns in it. What it keeps is one line, or the
/// one value that a transcript without lines is.
public struct TranscriptStream {
  /// The agent, as soon as it is known.
  public private(set) var agent: Agent?
  /// How many bytes of whole lines were read.
  public private(set) var offset: Int
  /// How many lines could not be understood.
  public private(set) var unreadable = 0
  /// How much may be kept of a line or of a transcript without lines.
  public static let longest = 256 << 20

  private let name: String
  private var form: Form?
  private var turns: TurnCollector?
  private var rest: [UInt8] = []
  private var isTooLong = false
  private let isWhole: Bool

  private enum Form {
    case lines(any TranscriptReader)
    case document(any TranscriptReader)
    case aider(AiderReader)
  }

  /// Reads a transcript from its beginning; the name of the file helps where contents are the same.
  public init(name: String = "") { (self.name, offset, isWhole) = (name, 0, true) }

  /// Reads what was added to a transcript after an offset, at which a line begins.
  public init(of agent: Agent, name: String = "", from offset: Int) {
    (self.name, self.offset, self.agent, isWhole) = (name, offset, agent, offset == 0)
    if let reader = TranscriptReaders.all.first(where: { $0.agent == agent }) {
      start(.lines(reader.init(name: name)), agent)
    }
  }

  private mutating func start(_ form: Form, _ agent: Agent) {
    self.form = form
    self.agent = agent
    turns = TurnCollector(agent: agent, session: Self.stem(of: name), number: isWhole ? 0 : nil)
  }

  /// `…/SESSION.jsonl`: many agents name the file after the session, and some say it nowhere else.
  private static func stem(of name: String) -> String {
    let file = name.utf8.split(separator: UInt8(ascii: "/")).last ?? name.utf8[...]
    let stem = file.prefix { $0 != UInt8(ascii: ".") }
    return String(decoding: stem.isEmpty ? file : stem, as: UTF8.self)
  }

  /// The turns that are over, each given once.
  public mutating func take() -> [Turn] { turns?.take() ?? [] }

  /// Reads the next block.
  public mutating func feed(_ block: UnsafeBufferPointer<UInt8>) {
    guard let form else {
      rest.append(contentsOf: block)
      if rest.count >= 1 << 18 || rest.count < 1 << 18 && isRecognizable { recognize(isEnd: false) }
      return
    }
    if case .document = form { return keep(block[...]) }
    lines(of: block)
  }

  /// There is no more: reads what was left, and ends the last turn.
  public mutating func finish() { end(isForGood: true) { $0.finish(&$1) } }

  /// There is no more as yet: reads what was left, and ends the last turn. Returns where to begin when there is more.
  public mutating func leave() -> Int {
    var start: Int?
    end(isForGood: false) { reader, turns in
      start = reader.leave(&turns)
      // What nothing was heard of for so long is told as it is.
      if let earliest = start, turns.place.upperBound - earliest > Self.longestWait {
        reader.finish(&turns)
        start = nil
      }
    }
    return start ?? offset
  }

  private static let longestWait = 4 << 20

  private mutating func end(
    isForGood: Bool, _ body: (inout any TranscriptReader, inout TurnCollector) -> Void
  ) {
    if form == nil { recognize(isEnd: true) }
    let last = rest
    rest = []
    // The rest of a line may be all that is wanted of it.
    if !last.isEmpty, isForGood || isWholeValue(last) {
      last.withUnsafeBufferPointer { bytes in
        let before = unreadable
        line(bytes, length: bytes.count)
        // A line that is still being written is no fault.
        if unreadable > before { (unreadable, offset) = (before, offset - bytes.count) }
      }
    }
    // What is told now stands nowhere else.
    let end = offset..<offset
    with { $0.stand(at: end) }
    switch form {
    case .lines(var reader), .document(var reader): with { body(&reader, &$0) }
    case .aider(var reader): with { reader.finish(&$0) }
    case nil: break
    }
    with { $0.end() }
  }

  private func isWholeValue(_ bytes: [UInt8]) -> Bool {
    guard case .lines = form else { return true }
    return bytes.withUnsafeBufferPointer { JSONView($0)?.range == $0.indices }
  }

  private mutating func with(_ body: (inout TurnCollector) -> Void) {
    guard var collector = turns else { return }
    turns = nil
    body(&collector)
    turns = collector
  }

  // MARK: Lines

  private mutating func lines(of block: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while let end = ByteSearch.first(.newline, in: block, from: start) {
      if rest.isEmpty {
        line(UnsafeBufferPointer(rebasing: block[start..<end]), length: end - start + 1)
      } else {
        keep(block[start..<end])
        var whole = rest
        rest = []
        whole.withUnsafeBufferPointer { line($0, length: $0.count + 1) }
        // Its room serves the next one that goes on in another block.
        whole.removeAll(keepingCapacity: true)
        rest = whole
      }
      isTooLong = false
      start = end + 1
    }
    keep(block[start...])
  }

  private mutating func keep(_ part: Slice<UnsafeBufferPointer<UInt8>>) {
    if isTooLong || rest.count + part.count > Self.longest {
      // Longer than anything that an agent writes: it is gone past, not kept.
      offset += rest.count + part.count
      (rest, isTooLong) = ([], true)
      return
    }
    // Rebased: a slice is copied byte by byte.
    rest.append(contentsOf: UnsafeBufferPointer(rebasing: part))
  }

  private mutating func line(_ bytes: UnsafeBufferPointer<UInt8>, length: Int) {
    let place = offset..<(offset + length)
    offset += length
    switch form {
    case .lines(var reader), .document(var reader):
      if bytes.count < 2 || reader.skips(bytes) { return }
      // Taken out while it works: two owners of what it holds would copy it.
      let isDocument = if case .document = form { true } else { false }
      form = nil
      var isWhole = true
      with { collector in
        collector.stand(at: place)
        isWhole = Self.values(of: bytes) { reader.read($0, into: &collector) }
      }
      unreadable += isWhole ? 0 : 1
      form = isDocument ? .document(reader) : .lines(reader)
    case .aider(var reader):
      form = nil
      with { collector in
        collector.stand(at: place)
        reader.read(bytes, into: &collector)
      }
      form = .aider(reader)
    case nil: break
    }
  }

  /// All values of a line: now and then a line holds two. False if something is left that is none.
  static func values(of line: UnsafeBufferPointer<UInt8>, _ body: (JSONView) -> Void) -> Bool {
    var at = 0
    while let value = JSONView(line, at: at) {
      if value.isObject || line[value.range.lowerBound] == UInt8(ascii: "[") { body(value) }
      at = value.range.upperBound
    }
    return line[at...].allSatisfy { $0.isWhite || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
  }

  // MARK: What it is

  /// Whether the first line is there, so that a look is worth it.
  private var isRecognizable: Bool { rest.count >= 1 << 14 }

  private mutating func recognize(isEnd: Bool) {
    let head = rest
    let found = head.withUnsafeBufferPointer { TranscriptShape.find(in: $0, name: name) }
    switch found {
    case .json(let reader, let isDocument):
      start(isDocument ? .document(reader.init(name: name)) : .lines(reader.init(name: name)), reader.agent)
    case .aider: start(.aider(AiderReader()), .aider)
    case nil:
      // Nothing that is known: kept only until that is sure.
      if rest.count >= 1 << 18 { (rest, isTooLong) = ([], true) }
      return
    }
    rest = []
    head.withUnsafeBufferPointer { feed($0) }
  }
}
