import Properties
import Testing

@testable import Records

/// Searches of many bytes at a time find what a look at each byte finds.
@Suite struct ByteSearchTests {
  private static let pools: [[UInt8]] = [
    Array(0...255), Array("abz{`_-:=. \n\u{7F}A".utf8),
    Array("abc de\n.".utf8) + [0x80, 0xFF, 0xE1, 0xFA, 0xA0, 0x8A, 0xC3, 0xA9],
  ]

  private static func text(_ round: Int) -> [UInt8] {
    let pool = pools[round % pools.count]
    return (0..<Int.random(in: 0..<150)).map { _ in pool[Int.random(in: 0..<pool.count)] }
  }

  @Test func bytesAndTextsAreFound() {
    for round in 0..<Cases.count(3000) {
      let text = Self.text(round)
      let from = Int.random(in: 0...text.count)
      let to = Int.random(in: from...text.count)
      #expect(text.index(of: .dash, from: from, to: to) == text[from..<to].firstIndex(of: .dash))
      #expect(text.indexOfWide(from: from) == text[from...].firstIndex { $0 >= 0x80 })
      let unprintable = text.withUnsafeBufferPointer { ByteSearch.firstUnprintable(in: $0, from: from) }
      let wanted = text[from...].firstIndex { !(0x20..<0x7F).contains($0) && $0 != .newline && $0 != .tab }
      #expect(unprintable == wanted)
      let needle = Array(text.shuffled().prefix(2))
      let starts = from..<max(from, to - needle.count + 1)
      let found = needle.isEmpty ? nil : starts.first { text.hasPrefix(needle, at: $0) }
      #expect(text.firstRange(of: needle, from: from, to: to)?.lowerBound == found)
      #expect((text.firstOutsideUTF8 == nil) == (String(validating: text, as: UTF8.self) != nil))
    }
  }

  @Test func signsComeInOrderAndAreSkipped() {
    for round in 0..<Cases.count(3000) {
      let text = Self.text(round)
      let far = Int.random(in: 1..<90)
      func next(_ index: Int) -> Int? { index % 5 == 0 ? index + (index % 3 == 0 ? far : 1) : nil }
      var wanted: [Int] = []
      var index = 0
      while index < text.count {
        guard ByteSearch.isSign(text[index]) else {
          index += 1
          continue
        }
        wanted.append(index)
        index = next(index) ?? index + 1
      }
      var met: [Int] = []
      text.withUnsafeBufferPointer { bytes in
        ByteSearch.eachSign(in: bytes) { index in
          met.append(index)
          return next(index)
        }
      }
      #expect(met == wanted)
    }
  }
}
