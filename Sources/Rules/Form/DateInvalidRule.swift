import Records

enum DateInvalidRule: Rule {
  static let about = About(
    "date-invalid", .form, .error, exceptions: "a warning for a day that is yet to come",
    summary: "the date is no day of the calendar, written YYYY-MM-DD",
    reason: "Records are sorted and filtered by day; 07/01/2026 is January to some and July to others.",
    mend: .hand("write the day as YYYY-MM-DD"),
    examples: [
      Example(Example.prompt(date: "⟦07/01/2026⟧")), Example(Example.prompt(date: "⟦2026-02-30⟧")),
      Example(Example.prompt(date: "⟦9999-01-01⟧"), note: "a warning"),
      Example(Example.prompt()), Example(Example.prompt(date: "\"2026-01-07T09:12:44Z\"")),
    ])

  static func check(_ subject: Subject, _ findings: inout Findings) {
    guard let date = subject.field("date") else { return }
    let range = date.range ?? 0..<0
    guard let day = CalendarDate(date.value) else {
      return findings.add("`\(date.value)` is no day", at: range, remedy: "write the day as YYYY-MM-DD")
    }
    if day > subject.workspace.today {
      findings.add(
        "\(day) is yet to come", at: range, severity: .warning, remedy: "write the day of the record")
    }
  }
}
