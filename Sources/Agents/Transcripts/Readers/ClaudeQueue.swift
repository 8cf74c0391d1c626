import JSON
import Prompts
import Records

/// What was typed into Claude Code while it worked. It is told when it is typed, and again when it is handed over: as
/// an attachment, as a prompt of its own, or only as taken out of the queue.
struct ClaudeQueue {
  private struct Entry {
    let text: [UInt8]
    let time: Int64?
    let place: Int
    /// Whether it was told already by other lines.
    var isTold = false
  }

  private var waiting: [Entry] = []
  /// Taken out to be the next prompt, whose line is to come.
  private var leaving: [Entry] = []
  /// Given to the agent, which may be told again.
  private var given: [[UInt8]] = []
  /// Given back to the user, to be typed again or not.
  private var returned: [Entry] = []

  mutating func read(_ members: JSONMembers, _ time: Int64?, _ turns: inout TurnCollector) {
    guard let operation = members["operation"] else { return }
    let place = turns.place.lowerBound
    if operation.equals("enqueue") {
      guard let (kind, text) = members["content"]?.typed(), kind != .interruption else {
        // What a machine put into the queue counts when entries are taken out.
        waiting.append(Entry(text: [], time: time, place: place, isTold: true))
        return
      }
      returned.removeAll { text.firstRange(of: $0.text) != nil }
      waiting.append(Entry(text: text, time: time, place: place))
    } else if operation.equals("popAll") {
      returned += waiting.filter { !$0.isTold }
      waiting = []
    } else if !waiting.isEmpty, operation.equals("remove") {
      let entry = waiting.removeFirst()
      if !entry.isTold { give(entry, &turns) }
    } else if !waiting.isEmpty, operation.equals("dequeue") {
      let entry = waiting.removeFirst()
      if !entry.isTold { leaving.append(entry) }
    }
  }

  private mutating func give(_ entry: Entry, _ turns: inout TurnCollector) {
    turns.add(Turn.Prompt(entry.text, time: entry.time))
    given.append(entry.text)
  }

  /// An attachment gives a text to the agent.
  mutating func delivered(_ content: JSONView?, _ time: Int64?, _ key: String?, _ turns: inout TurnCollector)
  {
    guard let (kind, text) = content?.typed(), kind != .interruption, !takes(text) else { return }
    turns.add(Turn.Prompt(text, time: time, key: key))
  }

  /// Whether a text was told by the queue already; if it waits there, it is marked as told.
  mutating func takes(_ text: [UInt8]) -> Bool {
    if let index = given.firstIndex(of: text) {
      given.remove(at: index)
      return true
    }
    forget(text)
    return false
  }

  /// A text is told by a line of its own.
  mutating func forget(_ text: [UInt8]) {
    if let index = leaving.firstIndex(where: { $0.text == text }) {
      leaving.remove(at: index)
    } else if let index = waiting.firstIndex(where: { $0.text == text && !$0.isTold }) {
      waiting[index].isTold = true
    }
    returned.removeAll { text.firstRange(of: $0.text) != nil }
  }

  /// What was typed and not told again so far.
  private var left: [Entry] { (leaving + returned + waiting).filter { !$0.isTold } }

  /// Where the first of that stands.
  var earliest: Int? { left.map(\.place).min() }

  /// What was typed and never told again is kept.
  mutating func finish(_ turns: inout TurnCollector) {
    for entry in left.sorted(by: { $0.time ?? 0 < $1.time ?? 0 }) {
      turns.add(Turn.Prompt(entry.text, time: entry.time))
    }
    (waiting, leaving, returned) = ([], [], [])
  }
}
