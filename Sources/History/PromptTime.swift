import Platform
import Records

/// What a record tells of when one of its prompts was typed.
public enum PromptTime: Hashable, Sendable {
  /// A hook was called for it then, or its transcript said so.
  case at(Int64)
  /// Typed while the agent worked on what it was asked for then, at this place among the prompts of the turn.
  case since(Int64, place: Int)
  /// Recorded by hand, or by a hook that is called when the turn is over.
  case until(Int64)

  /// How long after a prompt its hook may be called, in milliseconds; and how long before its agent takes it up.
  private static let late: Int64 = 10_000
  private static let early: Int64 = 3_600_000
  /// The last time that an identity has room for.
  private static let last: Int64 = 1 << 48

  /// The time of a prompt of a record, whose identity has that of its turn.
  public init(of provenance: Provenance, place: Int) {
    let began = Self.milliseconds(provenance.uid)
    // A moment lies between the identity and the note of the time.
    let isMadeAtOnce = (0...1).contains {
      Timestamp(seconds: began / 1000 + $0).utcText == provenance.recorded
    }
    // A transcript without times.
    self =
      began == 0
      ? .since(0, place: place)
      : isMadeAtOnce ? .until(began) : place == 0 ? .at(began) : .since(began, place: place)
  }

  /// The time in an identity; 0 if it is none.
  private static func milliseconds(_ uid: String) -> Int64 {
    let digits = uid.utf8.filter { $0 != .dash }.prefix(12)
    return Int64(String(decoding: digits, as: UTF8.self), radix: 16).map { max($0, 0) } ?? 0
  }

  /// How far it is from the time that a transcript has of a prompt; nil if it can't be that prompt's. Any time may be
  /// that of a prompt that has none.
  public func distance(to time: Int64?) -> Int64? {
    guard let time else { return 0 }
    let own = moment.time
    let range =
      switch self {
      case .at: own - Self.late...own + Self.early
      case .since: own - Self.late...Self.last
      case .until: 0...own + Self.late
      }
    return range.contains(time) ? abs(time - own) : nil
  }

  /// Whether it is the same prompt, told of in another way.
  func isOfSamePrompt(as other: PromptTime) -> Bool { moment == other.moment }

  private var moment: (time: Int64, place: Int) {
    switch self {
    case .at(let time), .until(let time): (time, 0)
    case .since(let time, let place): (time, place)
    }
  }

  /// How it is noted in a line.
  var text: String {
    switch self {
    case .at(let time): "at \(time)"
    case .since(let time, let place): "since \(time) \(place)"
    case .until(let time): "until \(time)"
    }
  }

  init?(_ text: some Collection<UInt8>) {
    let words = text.split(separator: .space).map { String(decoding: $0, as: UTF8.self) }
    let numbers = words.dropFirst().compactMap { Int64($0) }.filter { (0...Self.last).contains($0) }
    switch (words.first, numbers.count) {
    case ("at", 1): self = .at(numbers[0])
    case ("since", 2): self = .since(numbers[0], place: Int(numbers[1]))
    case ("until", 1): self = .until(numbers[0])
    default: return nil
    }
  }
}
