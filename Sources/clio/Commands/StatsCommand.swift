import Arguments
import Index
import JSON
import Platform

enum StatsCommand: AppCommand {
  static let words = Key.arguments("QUERY", "filters such as stage:red, and words")
  static let by = Key.options(
    "by", "WHAT", "only these counts", as: .choice(of: Aspect.self))
  static let limit = Key.option(
    "limit", short: "n", "N", "how many values of each", as: .integer(in: 1...1_000_000), default: "12")

  static let declaration = Command(
    name: "stats", summary: "count the records by stage, feature, label, model, user and month",
    discussion: """
      The words and options of clio list choose what is counted. A record counts once for each of its labels; stage, \
      model and user are of prompts, status is of decisions. The most frequent values come first, months in their order \
      and the latest of them.
      """,
    keys: [words, by, limit, SearchCommand.json] + QueryArguments.keys,
    examples: [
      Example("clio stats", "how the project has worked"),
      Example("clio stats --by stage --by month --since 2026-01", "what was done this year"),
      Example("clio stats --all --json", "every project, for a program"),
    ], section: "Find", unknownArguments: .asWords)

  static func run(_ session: Session) throws -> ExitStatus {
    let query = QueryArguments.query(session, session[words], today: session.today)
    let aspects =
      session[by].isEmpty ? Aspect.allCases : Aspect.allCases.filter(session[by].contains)
    let scope = try Scope(session)
    var records = 0
    var counts: [Aspect: [String?: Int]] = [:]
    var doubtful: [(record: DoubtfulRecord, path: Path)] = []
    try scope.forEach { member, index in
      let statistics = try index.statistics(query, isLive: session[QueryArguments.live], by: aspects)
      records += statistics.records
      for (aspect, tallies) in statistics.tallies {
        for tally in tallies { counts[aspect, default: [:]][tally.value, default: 0] += tally.records }
      }
      doubtful += try index.doubtful(query).map { ($0, member.shown($0.row.path, session)) }
    }
    session.noteDoubtful(doubtful)
    let tallies = aspects.map { ($0, Tally.ordered(counts[$0] ?? [:], $0)) }
    if session[SearchCommand.json] {
      session.print(json(records, tallies))
    } else {
      session.print("records  \(records)\(scope.isAll ? "  \(scope.place)" : "")")
      for (aspect, list) in tallies where list.contains(where: { $0.value != nil }) {
        show(aspect, list, session)
      }
    }
    return .done
  }

  private static func json(_ records: Int, _ tallies: [(Aspect, [Tally])]) -> JSON {
    .object(
      [JSON.Member("records", JSON(records))]
        + tallies.map { aspect, list in
          JSON.Member(
            aspect.rawValue,
            .array(
              list.map { ["value": $0.value.map { .string($0) } ?? .null, "records": JSON($0.records)] }))
        })
  }

  private static func show(_ aspect: Aspect, _ list: [Tally], _ session: Session) {
    let limit = session[limit]
    // Of months, the latest are of interest; what has none stands at the end of every list.
    let dated = list.filter { $0.value != nil }
    let isMonths = aspect == .month && dated.count > limit
    let shown = isMonths ? dated.suffix(limit) + list.suffix(list.count - dated.count) : list.prefix(limit)
    let names = shown.map { Columns.cut(Terminal.sanitized(($0.value ?? "none").replacingLineBreaks), 32) }
    let width = names.map(Columns.width).max() ?? 0
    let digits = shown.map { String($0.records).utf8.count }.max() ?? 0
    let most = shown.map(\.records).max() ?? 0
    let room = session.columns == .max ? 0 : min(40, session.columns - width - digits - 8)
    session.print("")
    session.print(session.ink.strong(aspect.rawValue))
    if isMonths { session.print("  … \(dated.count - limit) earlier") }
    for (name, tally) in zip(names, shown) {
      let number = String(tally.records)
      let bar = room > 4 ? "  " + Bar.text(tally.records, of: most, room: room) : ""
      session.print(
        "  " + Columns.padded(name, width) + "  " + String(repeating: " ", count: digits - number.utf8.count)
          + number + bar)
    }
    if !isMonths, list.count > limit { session.print("  … \(list.count - limit) more") }
  }
}

/// A bar of blocks, to an eighth of a column.
enum Bar {
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// As long as its number is of the greatest one; never nothing for something.
  static func text(_ number: Int, of most: Int, room: Int) -> String {
    guard most > 0, number > 0 else { return "" }
    let length = max(1, Int((Double(number) / Double(most) * Double(room * 8)).rounded()))
    return String(repeating: "█", count: length / 8) + eighths[length % 8]
  }
}
