import Index
import Platform
import Records

/// What lists show of a record in one line, harmless to a terminal.
struct RecordLine {
  let project: String
  let reference: String
  let date: String
  let state: String
  /// `!` for a damaged record, `✗` for a decision that is no longer in force.
  let mark: String
  /// As it is written; cut and made harmless where it is shown.
  let title: String
}

extension RecordLine {
  init(_ row: IndexRow, reference: String, project: String?) {
    self.project = Terminal.sanitized(project ?? "")
    self.reference = Terminal.sanitized(reference.replacingLineBreaks)
    date = row.fields["date"] ?? "-"
    let state = row.fields[row.kind == .prompt ? "stage" : "status"] ?? "-"
    self.state = Columns.cut(Terminal.sanitized(state.replacingLineBreaks), 16)
    let isOver = row.kind == .decision && ["superseded", "rejected", "deprecated"].contains(state)
    mark = row.isDamaged ? "!" : isOver ? "✗" : " "
    title = row.error ?? row.fields["title"] ?? row.path.name
  }
}

/// Lines in columns. A pipe gets all of each; on a terminal they are cut to its width.
struct RecordTable {
  private let ink: Ink
  private let projectWidth: Int
  private let referenceWidth: Int
  private let stateWidth: Int
  private let room: Int

  init(_ lines: [RecordLine], _ session: Session) {
    self.init(lines, columns: session.columns, ink: session.ink)
  }

  init(_ lines: [RecordLine], columns: Int, ink: Ink) {
    self.ink = ink
    // The last column stays free: some terminals begin a new line when it is written.
    room = columns == .max ? .max : columns - 1
    stateWidth = lines.map { Columns.width($0.state) }.max() ?? 0
    let project = min(lines.map { Columns.width($0.project) }.max() ?? 0, 24)
    let reference = lines.map { Columns.width($0.reference) }.max() ?? 0
    guard room < .max else {
      (projectWidth, referenceWidth) = (project, min(reference, 40))
      return
    }
    let left = room - Self.between - stateWidth
    projectWidth = max(1, min(project, left / 4)) * min(project, 1)
    let rest = left - (projectWidth == 0 ? 0 : projectWidth + 2)
    referenceWidth = max(1, min(reference, max(rest - Self.leastTitle, rest / 2)))
  }

  /// Columns of the date, the mark, and what is left free around them.
  private static let between = 2 + 10 + 2 + 1 + 2
  /// Columns that a title gets, where names are long.
  private static let leastTitle = 14

  /// A line, with places in the title marked.
  func text(_ line: RecordLine, matches: [Range<Int>] = []) -> String {
    let isWhole = room == .max
    let name = isWhole ? line.reference : Self.cut(line.reference, referenceWidth)
    let project =
      projectWidth == 0
      ? ""
      : Columns.padded(isWhole ? line.project : Columns.cut(line.project, projectWidth), projectWidth) + "  "
    let rest = "  " + Columns.padded(line.date, 10) + "  " + Columns.padded(line.state, stateWidth) + " "
    let padding = String(repeating: " ", count: max(0, referenceWidth - Columns.width(name)))
    let used = Columns.width(project + name + padding + rest) + 2
    var title = MarkedText(line.title, matches: matches)
    title.cut(to: isWhole ? .max : max(1, room - used))
    return project + ink.strong(name) + padding + rest
      + (line.mark == " " ? line.mark : ink.alarm(line.mark)) + " " + title.rendered(ink.match)
  }

  /// A name cut before its last part: the number tells more than the end of the folder's name.
  private static func cut(_ name: String, _ room: Int) -> String {
    guard Columns.width(name) > room else { return name }
    let end = name.lastIndex(of: "/").map { String(name[$0...]) } ?? ""
    guard !end.isEmpty, Columns.width(end) < room - 2 else { return Columns.cut(name, room) }
    return Columns.cut(String(name.dropLast(end.count)), room - Columns.width(end)) + end
  }
}

extension IndexRow {
  /// Whether something is wrong with the record that makes reading it unsure.
  var isDamaged: Bool {
    error != nil
      || problems.contains { problem in RecordView.damage.contains { problem.hasPrefix($0.rawValue) } }
  }
}

/// Bold type and colours, where they are wanted.
struct Ink {
  let isOn: Bool

  private func styled(_ text: String, _ code: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// What stands out.
  func strong(_ text: String) -> String { styled(text, "1") }
  /// What was looked for.
  func match(_ text: String) -> String { styled(text, "1;31") }
  /// What is wrong.
  func alarm(_ text: String) -> String { styled(text, "33") }
  /// What is of less account.
  func faint(_ text: String) -> String { styled(text, "2") }
}

extension Session {
  /// How text is set off.
  var ink: Ink { Ink(isOn: isStyled) }

  /// The columns of the terminal; a pipe has no end.
  var columns: Int { isTerminal ? Terminal.width(world.environment) : .max }
}
