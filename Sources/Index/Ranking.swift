import Records

/// What makes one hit better than another, beside how well its text fits.
struct Ranking {
  private let wanted: [UInt8]
  private let today: CalendarDate

  init(query: Query, today: CalendarDate) {
    wanted = Self.folded(query.text.utf8)
    self.today = today
  }

  /// An exact title comes first; a decision in force before one that is not; the recent a little before the old.
  func apply(to candidates: inout [Index.Candidate]) {
    for index in candidates.indices {
      let candidate = candidates[index]
      var factor = 1.0
      if !wanted.isEmpty, Self.folded(candidate.title) == wanted { factor += 3 }
      if candidate.kind == .decision {
        switch candidate.status.flatMap({ Status(rawValue: $0) }) {
        case .accepted: factor += 0.05
        case .superseded, .rejected, .deprecated: factor -= 0.2
        default: break
        }
      }
      if let date = candidate.date.flatMap({ CalendarDate($0) }) {
        let days = Double(
          (today.year - date.year) * 365 + (today.month - date.month) * 30 + today.day - date.day)
        factor += 0.05 / (1 + max(0, days) / 90)
      }
      candidates[index].score *= factor
    }
  }

  /// Letters and digits only, in lower case.
  private static func folded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.compactMap { byte in
      if byte >= 0x41, byte <= 0x5A { return byte | 0x20 }
      return (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte >= 0x80 ? byte : nil
    }
  }
}
