import Records

/// Days as people name them in a query.
struct QueryDates {
  let today: CalendarDate

  /// The words that can stand for days.
  static let words = [
    "today", "yesterday", "this-week", "last-week", "this-month", "last-month", "this-year", "last-year",
  ]

  /// The first and the last day that a text names: `2026-01` is a month, `2w` the day two weeks ago.
  func days(_ text: String) -> (first: CalendarDate, last: CalendarDate)? {
    let name = String(text.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
    switch name {
    case "today": return (today, today)
    case "yesterday": return day(today.dayNumber - 1)
    case "this-week": return week(0)
    case "last-week": return week(-1)
    case "this-month": return month(0)
    case "last-month": return month(-1)
    case "this-year": return year(today.year)
    case "last-year": return year(today.year - 1)
    default: return ago(Array(name.utf8)) ?? calendar(Array(name.utf8))
    }
  }

  private func ago(_ name: [UInt8]) -> (CalendarDate, CalendarDate)? {
    guard let unit = name.last, let count = number(name.dropLast()), count <= 1_000_000 else { return nil }
    switch unit {
    case UInt8(ascii: "d"): return day(today.dayNumber - count)
    case UInt8(ascii: "w"): return day(today.dayNumber - 7 * count)
    case UInt8(ascii: "m"): return monthsAgo(count)
    case UInt8(ascii: "y"): return monthsAgo(12 * count)
    default: return nil
    }
  }

  private func calendar(_ name: [UInt8]) -> (CalendarDate, CalendarDate)? {
    let numbers = name.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map(number)
    guard (1...3).contains(numbers.count), name.prefix(5).count(where: \.isDigit) == 4, let first = numbers[0]
    else {
      return nil
    }
    if numbers.count == 1 { return year(first) }
    guard let second = numbers[1] else { return nil }
    if numbers.count == 2 { return monthDays(year: first, month: second) }
    guard let third = numbers[2], let date = CalendarDate(year: first, month: second, day: third) else {
      return nil
    }
    return (date, date)
  }

  private func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count < 9, digits.allSatisfy(\.isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private func day(_ number: Int) -> (CalendarDate, CalendarDate)? {
    CalendarDate(dayNumber: number).map { ($0, $0) }
  }

  /// Weeks begin on Monday.
  private func week(_ offset: Int) -> (CalendarDate, CalendarDate)? {
    // Day 0 was a Thursday.
    let weekday = ((today.dayNumber + 3) % 7 + 7) % 7
    let monday = today.dayNumber - weekday + 7 * offset
    guard let first = CalendarDate(dayNumber: monday), let last = CalendarDate(dayNumber: monday + 6) else {
      return nil
    }
    return (first, last)
  }

  private func month(_ offset: Int) -> (CalendarDate, CalendarDate)? {
    let index = today.year * 12 + today.month - 1 + offset
    return monthDays(year: index / 12, month: index % 12 + 1)
  }

  /// The same day of an earlier month, or that month's last.
  private func monthsAgo(_ count: Int) -> (CalendarDate, CalendarDate)? {
    guard let (first, last) = month(-count) else { return CalendarDate(dayNumber: .min).map { ($0, $0) } }
    let date = CalendarDate(year: first.year, month: first.month, day: today.day) ?? last
    return (date, date)
  }

  private func monthDays(year: Int, month: Int) -> (CalendarDate, CalendarDate)? {
    guard let first = CalendarDate(year: year, month: month, day: 1) else { return nil }
    let last = (28...31).reversed().lazy.compactMap { CalendarDate(year: year, month: month, day: $0) }.first
    return (first, last ?? first)
  }

  private func year(_ year: Int) -> (CalendarDate, CalendarDate)? {
    guard let first = CalendarDate(year: year, month: 1, day: 1),
      let last = CalendarDate(year: year, month: 12, day: 31)
    else { return nil }
    return (first, last)
  }
}

extension CalendarDate {
  /// Days since 1970-01-01.
  var dayNumber: Int {
    // Years that begin in March have their leap day at the end.
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  /// The day of a number, kept within the years 1 to 9999.
  init?(dayNumber: Int) {
    let number = min(max(dayNumber, -719_162), 2_932_896) + 719_468
    let era = number / 146_097
    let ofEra = number - era * 146_097
    let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let shifted = (5 * ofYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    self.init(
      year: year + era * 400 + (month <= 2 ? 1 : 0), month: month, day: ofYear - (153 * shifted + 2) / 5 + 1)
  }
}
