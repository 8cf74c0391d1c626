#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// A moment, in seconds since 1970 UTC.
public struct Timestamp: Hashable, Sendable, Comparable {
  /// Whole seconds.
  public var seconds: Int64
  /// The rest.
  public var nanoseconds: Int32

  /// The given moment.
  public init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  init(_ raw: timespec) {
    self.init(seconds: Int64(raw.tv_sec), nanoseconds: Int32(truncatingIfNeeded: raw.tv_nsec))
  }

  /// Milliseconds since 1970 UTC.
  public var milliseconds: Int64 { seconds &* 1000 &+ Int64(nanoseconds / 1_000_000) }

  /// As `2026-01-07T09:12:44Z`.
  public var utcText: String {
    let (days, rest) = (seconds.floored(by: 86_400), seconds.modulo(86_400))
    let (hour, minute, second) = (digits(rest / 3600, 2), digits(rest / 60 % 60, 2), digits(rest % 60, 2))
    return "\(LocalDate(daysSince1970: days))T\(hour):\(minute):\(second)Z"
  }

  /// The date on the calendar of this machine's time zone.
  public var localDate: LocalDate {
    var moment = time_t(seconds)
    var parts = tm()
    // Fails only for years that no calendar has.
    guard localtime_r(&moment, &parts) != nil else {
      return LocalDate(daysSince1970: seconds.floored(by: 86_400))
    }
    return LocalDate(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
  }

  /// Earlier first.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}

/// A day on the calendar.
public struct LocalDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The year.
  public var year: Int
  /// The month, from 1.
  public var month: Int
  /// The day of the month, from 1.
  public var day: Int

  /// The given day.
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The proleptic Gregorian date; the arithmetic counts in eras of 400 years that start in March.
  init(daysSince1970 days: Int64) {
    let shifted = days + 719_468
    let era = shifted.floored(by: 146_097)
    let dayOfEra = shifted.modulo(146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
  }

  /// As `2026-01-07`.
  public var description: String {
    "\(digits(Int64(year), 4))-\(digits(Int64(month), 2))-\(digits(Int64(day), 2))"
  }

  /// Earlier first.
  public static func < (left: LocalDate, right: LocalDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

/// The time of day.
public enum Clock {
  /// This moment.
  public static func now() -> Timestamp {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Timestamp(now)
  }
}

/// Bytes that nobody can guess, from the system.
public func randomBytes(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  var bytes: [UInt8] = []
  bytes.reserveCapacity(count + 7)
  while bytes.count < count {
    withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
  }
  bytes.removeLast(bytes.count - count)
  return bytes
}

private func digits(_ value: Int64, _ width: Int) -> String {
  let text = String(value)
  return String(repeating: "0", count: max(0, width - text.count)) + text
}

extension Int64 {
  fileprivate func floored(by divisor: Int64) -> Int64 { (self - modulo(divisor)) / divisor }

  fileprivate func modulo(_ divisor: Int64) -> Int64 {
    let rest = self % divisor
    return rest < 0 ? rest + divisor : rest
  }
}
