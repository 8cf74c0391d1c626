import Testing

@testable import Index

@Suite("Words")
struct WordTests {
  @Test(
    "Stems",
    arguments: [
      ("expires", "expir"), ("expiring", "expir"), ("expired", "expir"), ("authentication", "authent"),
      ("relational", "relat"), ("hopping", "hop"), ("falling", "fall"), ("agreed", "agre"), ("feed", "feed"),
      ("sky", "sky"), ("happy", "happi"), ("caresses", "caress"), ("ponies", "poni"), ("adoption", "adopt"),
      ("controlling", "control"), ("generalizations", "gener"), ("as", "as"), ("drayyed", "drai"),
      ("日本", "日本"),
    ])
  func stems(word: String, stem: String) {
    #expect(Porter.stem(word) == stem)
  }

  @Test(
    "Parts of identifiers",
    arguments: [
      ("getSession", "get Session"), ("HTTPServer2", "HTTP Server 2"),
      ("AsyncSessionLocal", "Async Session Local"),
      ("utf8", "utf 8"), ("plain", "plain"), ("Plain", "Plain"), ("URL", "URL"), ("2fa", "2 fa"),
      ("éteÉté", "éte Été"),
      ("日本語", "日本 本語"), ("日", "日"), ("日本語API", "日本 本語 API"), ("x日y", "x 日 y"),
    ])
  func parts(word: String, expected: String) {
    let bytes = Array(word.utf8)
    let parts = Identifiers.parts(bytes, 0..<bytes.count).map { String(decoding: bytes[$0], as: UTF8.self) }
    #expect(parts.joined(separator: " ") == expected)
    #expect(Identifiers.isCompound(bytes, 0..<bytes.count) == (parts.count > 1))
  }

  @Test(
    "Words as the engine's tokenizer sees them",
    arguments: [
      ("get_session, a-b.c", "get session a b c"), ("e\u{301}té ½ 🎉x", "e\u{301}té ½ x"),
      ("it's\0so", "it s so"), ("", ""),
    ])
  func words(text: String, expected: String) {
    let bytes = Array(text.utf8)
    let words = Tokenizer.words(bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    #expect(words.joined(separator: " ") == expected)
  }

  @Test("What is told at a glance of a word is so of its stem")
  func beginnings() {
    let letters = Array("abcdeilnorsty".utf8)
    let endings = ["", "ed", "ing", "ies", "y", "ly", "s", "sses", "eed", "ational", "er"].map {
      Array($0.utf8)
    }
    for first in letters {
      for second in letters {
        for third in letters {
          for word in endings.map({ [first, second, third] + $0 }) + endings.map({ [first] + $0 }) {
            #expect(Beginnings([Porter.stem(word)]).mayBegin(word, 0..<word.count))
          }
        }
      }
    }
    let some = Beginnings([Array("session".utf8), Array("k".utf8)])
    for word in ["Session", "sEssions", "k", "kubernetes", "été"] {
      #expect(some.mayBegin(Array(word.utf8), 0..<word.utf8.count))
    }
    for word in ["table", "such"] { #expect(!some.mayBegin(Array(word.utf8), 0..<word.utf8.count)) }
  }

  @Test("Bytes that are no UTF-8 are between words")
  func invalid() {
    #expect(Tokenizer.words([0x61, 0xFF, 0x62, 0xE3, 0x81]) == [0..<1, 2..<3])
  }
}
