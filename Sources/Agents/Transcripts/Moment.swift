import JSON
import Records

/// A time as agents write it: `2026-01-05T12:17:31.459Z`, or milliseconds or seconds since 1970.
enum Moment {
  /// Milliseconds since 1970.
  static func milliseconds(_ value: JSONView?) -> Int64? {
    guard let value else { return nil }
    if let text = value.text { return milliseconds(text) }
    guard let number = value.boundedInteger, number > 0 else { return nil }
    return number < 100_000_000_000 ? Int64(number) * 1000 : Int64(number)
  }

  /// Milliseconds since 1970 of a time in ISO 8601; without a zone, of UTC.
  static func milliseconds(_ text: [UInt8]) -> Int64? {
    var reader = Digits(text: text)
    guard let year = reader.number(4), reader.take(.dash), let month = reader.number(2), reader.take(.dash),
      let day = reader.number(2), (1...12).contains(month), (1...31).contains(day),
      reader.take(UInt8(ascii: "T")) || reader.take(.space), let hour = reader.number(2), reader.take(.colon),
      let minute = reader.number(2), hour < 25, minute < 60
    else { return nil }
    var result = days(year, month, day) * 86_400_000 + Int64(hour) * 3_600_000 + Int64(minute) * 60_000
    if reader.take(.colon), let second = reader.number(2) { result += Int64(second) * 1000 }
    if reader.take(UInt8(ascii: ".")) { result += reader.fraction() }
    let isBehind = reader.take(UInt8(ascii: "+"))
    if isBehind || reader.take(.dash), let hours = reader.number(2) {
      _ = reader.take(.colon)
      let offset = Int64(hours) * 3_600_000 + Int64(reader.number(2) ?? 0) * 60_000
      result += isBehind ? -offset : offset
    }
    return result
  }

  /// Days since 1970 on the Gregorian calendar.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    // Years that begin in March have their leap day at the end.
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted % 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return Int64(era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
  }
}

private struct Digits {
  let text: [UInt8]
  var at = 0

  mutating func take(_ byte: UInt8) -> Bool {
    guard at < text.count, text[at] == byte else { return false }
    at += 1
    return true
  }

  mutating func number(_ count: Int) -> Int? {
    guard at + count <= text.count else { return nil }
    var value = 0
    for index in at..<(at + count) {
      guard text[index].isDigit else { return nil }
      value = value * 10 + Int(text[index] - 0x30)
    }
    at += count
    return value
  }

  /// Milliseconds of the digits after a point.
  mutating func fraction() -> Int64 {
    var value: Int64 = 0
    var place: Int64 = 100
    while at < text.count, text[at].isDigit {
      value += Int64(text[at] - 0x30) * place
      place /= 10
      at += 1
    }
    return value
  }
}
