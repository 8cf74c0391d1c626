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

/// Lines in columns.
struct RecordTable {
  private let session: Session
  private let projectWidth: Int
  private let referenceWidth: Int
  private let stateWidth: Int
  private let room: Int

  init(_ lines: [RecordLine], _ session: Session) {
    self.session = session
    projectWidth = min(lines.map { Columns.width($0.project) }.max() ?? 0, 24)
    referenceWidth = min(lines.map { Columns.width($0.reference) }.max() ?? 0, 40)
    stateWidth = lines.map { Columns.width($0.state) }.max() ?? 0
    room = session.columns
  }

  /// A line, with places in the title marked.
  func text(_ line: RecordLine, matches: [Range<Int>] = []) -> String {
    let project = projectWidth == 0 ? "" : Columns.padded(line.project, projectWidth) + "  "
    let rest = "  " + Columns.padded(line.date, 10) + "  " + Columns.padded(line.state, stateWidth) + " "
    let padding = String(repeating: " ", count: max(0, referenceWidth - Columns.width(line.reference)))
    let used = Columns.width(project + line.reference + padding + rest) + 2
    var title = MarkedText(line.title, matches: matches)
    // The last column stays free: some terminals begin a new line when it is written.
    title.cut(to: room == .max ? .max : max(20, room - used - 1))
    let ink = session.ink
    return project + ink.strong(line.reference) + padding + rest
      + (line.mark == " " ? line.mark : ink.alarm(line.mark)) + " " + title.rendered(ink.match)
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
