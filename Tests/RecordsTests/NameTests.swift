import Properties
import Testing

@testable import Records

struct SlugTests {
  @Test(arguments: [
    ("Fix Token Expiry", "fix-token-expiry"), ("  a -- b__c  ", "a-b-c"), ("it's", "it-s"), ("it’s", "its"),
    ("C++ / C#", "c-c"),
    ("a/../b", "a-b"), ("../../etc/passwd", "etc-passwd"), ("a\nb\0c", "a-b-c"), ("naïve café", "naive-cafe"),
    ("e\u{301}te\u{301}", "ete"), ("Straße Ærø Þór", "strasse-aero-thor"), ("Привет, мир", "privet-mir"),
    ("Ελλάδα", "ellada"),
    ("שלום", "shlvm"), ("اردو ترجمہ", "ardo-trjmh"), ("こんにちは", "konnichiha"), ("カタカナ", "katakana"),
    ("한국어", "hangugeo"),
    ("日本語 v2", "v2"), ("第3章の話", "3-no"), ("認証 API", "api"),
    ("١٢٣", "123"), ("“quoted” — dash", "quoted-dash"), ("{{ID}}", "id"),
    ("$(rm -rf /)", "rm-rf"),
    ("a\u{202E}b", "ab"), ("ﬁx", "fix"),
  ]) func aTitleBecomesAName(_ title: String, _ slug: String) { #expect(Slug.make(from: title) == slug) }

  @Test(arguments: ["🎉🎉", "", "漢字", "認証の修正", "---", "\u{202E}"]) func aTitleWithoutLettersHasAStableName(
    _ title: String
  ) {
    let slug = Slug.make(from: title)
    #expect(slug.hasPrefix("untitled-") && slug.utf8.count == 17)
    #expect(slug == Slug.make(from: title))
  }

  @Test func otherTitlesHaveOtherNames() { #expect(Slug.make(from: "🎉") != Slug.make(from: "🎊")) }

  @Test func aLongTitleIsCutBetweenWords() {
    let words = Slug.make(from: String(repeating: "seven77 ", count: 70))
    #expect(words.utf8.count <= Slug.longest && words.hasSuffix("seven77") && words.utf8.count > 90)
    #expect(Slug.make(from: String(repeating: "x", count: 500)).utf8.count == Slug.longest)
    #expect(Slug.make(from: String(repeating: "日", count: 500) + " ok") == "ok")
  }

  @Test func everySlugIsAPathComponent() {
    var generator = Generator(seed: 7)
    for _ in 0..<Cases.count(2_000) {
      let title = String(
        String.UnicodeScalarView(
          (0..<8).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x2FFFF, using: &generator)) }))
      let slug = Array(Slug.make(from: title).utf8)
      #expect(!slug.isEmpty && slug.allSatisfy { $0.isLower || $0.isDigit || $0 == .dash }, "\(title)")
      #expect(slug.first != .dash && slug.last != .dash && !slug.isEmpty)
    }
  }
}

struct RecordNameTests {
  @Test(
    arguments: [
      ("0003-fix-token.red.prompt.md", "0003", "fix-token", "red", nil),
      ("1-a.spec.prompt.md", "1", "a", "spec", nil),
      ("PHR-0001-a.red.prompt.md", "0001", "a", "red", nil), ("001-a.phr.md", "001", "a", nil, nil),
      ("001-a.phr", "001", "a", nil, nil),
      ("0001-a.prompt.md", "0001", "a", nil, nil),
      ("0001-v1.2-x.green.prompt.md", "0001", "v1.2-x", "green", nil),
      ("0001-a.implement.prompt.md", "0001", "a", "implement", nil),
      ("0001_a.red.prompt.md", "0001", "a", "red", nil),
      ("20251206-0002-a.red.prompt.md", nil, "0002-a", "red", "2025-12-06"),
      ("2025-12-06-a.red.prompt.md", nil, "a", "red", "2025-12-06"),
      ("20259906-a.md", nil, "20259906-a", nil, nil), ("notes.md", nil, "notes", nil, nil),
      ("0001.md", "0001", "", nil, nil),
      ("1234567-a.md", nil, "1234567-a", nil, nil), (".md", nil, ".md", nil, nil), ("", nil, "", nil, nil),
    ] as [(String, String?, String, String?, String?)])
  func aNameIsTakenApart(_ name: String, _ number: String?, _ slug: String, _ stage: String?, _ date: String?)
  {
    let parts = RecordName(Array(name.utf8), kind: .prompt)
    #expect(
      parts.number == number && parts.slug == slug && parts.stage == stage && parts.date?.description == date)
  }

  /// A title may begin with what looks like the rest of a day.
  @Test(arguments: ["80-20-rule", "16-30-stand-up", "12-31-freeze", "10-2000-users", "01-02"])
  func theNumberOfAnyNameIsReadBack(_ slug: String) {
    for number in [1, 9, 42, 1899, 1999, 2024, 2199, 2200, 9999, 10_000] {
      let id = padded(number, 4)
      for name in [
        RecordName.prompt(id: id, slug: slug, stage: .red), RecordName.decision(id: id, slug: slug),
      ] {
        #expect(RecordNumber(leading: Array(name.utf8))?.value == number, "\(name)")
        #expect(RecordName(Array(name.utf8), kind: .prompt).slug.hasSuffix(slug), "\(name)")
      }
    }
  }

  @Test func aDecisionHasNoStage() {
    let parts = RecordName(Array("ADR-007-use.x.md".utf8), kind: .decision)
    #expect(parts.number == "007" && parts.slug == "use.x" && parts.stage == nil)
  }

  @Test func whatIsWrittenIsRead() {
    for stage in Stage.allCases {
      let name = RecordName(
        Array(RecordName.prompt(id: "0042", slug: "a-b", stage: stage).utf8), kind: .prompt)
      #expect(name.number == "0042" && name.slug == "a-b" && name.stage == stage.rawValue)
    }
    #expect(RecordName.decision(id: "0001", slug: "x") == "0001-x.md")
  }

  @Test(arguments: [
    ("0001-a.md", true), ("a.phr", true), ("README.md", false), ("readme.md", true), ("index.md", false),
    ("INDEX.md", false),
    ("template.md", false), ("adr-template.md", false),
    ("adr-template-bare-minimal.md", false), ("0005-adr-template.md", true), (".hidden.md", false),
    ("a.txt", false), (".md", false), ("a.MD", false),
  ]) func recordsAreToldByName(_ name: String, _ isRecord: Bool) {
    #expect(RecordName.isRecord(Array(name.utf8)) == isRecord)
  }

  @Test(arguments: [
    ("7-a", 7, 1), ("007-a", 7, 3), ("0007-a", 7, 4), ("PHR-0009-a", 9, 4), ("ADR-007-a", 7, 3),
    ("9999-a", 9999, 4), ("10000-a", 10000, 5),
    ("999999-a", 999_999, 6), ("0010-a", 10, 4), ("7.md", 7, 1), ("7_a", 7, 1), ("7", 7, 1),
    ("2026-a", 2026, 4), ("2026-01", 2026, 4), ("0001-80-20-rule", 1, 4), ("0016-16-30-stand-up", 16, 4),
    ("0001-12-31-freeze", 1, 4), ("2024-13-31-a", 2024, 4),
  ]) func aNumberIsRead(_ name: String, _ value: Int, _ digits: Int) {
    let number = RecordNumber(leading: Array(name.utf8))
    #expect(number?.value == value && number?.digits == digits)
  }

  @Test(arguments: [
    "", "a", "-7", "7a", "1234567-a", "20260131-a", "2026-01-31-a", "PHR0009", "PHR-", "ph r-7",
    "99999999999999999999-a", "v2-a",
  ])
  func noNumberIsRead(_ name: String) { #expect(RecordNumber(leading: Array(name.utf8)) == nil) }

  @Test(
    arguments: [
      ([], 0, 4), (["1-a", "2-b"], 2, 1), (["001-a", "012-b"], 12, 3), (["0001-a"], 1, 4),
      (["7-a", "007-b"], 7, 4), (["001-a", "0002-b"], 2, 4),
      (["9-a", "10-b"], 10, 1), (["001-a", "1000-b"], 1000, 3),
      (["7-x", "007-x", "PHR-0009-x", "9999-x", "20260131-x"], 9999, 4),
    ] as [([String], Int, Int)]) func aFolderKeepsItsWidth(_ names: [String], _ highest: Int, _ width: Int)
  {
    var survey = NumberSurvey()
    for name in names { if let number = RecordNumber(leading: Array(name.utf8)) { survey.note(number) } }
    #expect(survey.highest == highest && survey.width == width)
  }
}

struct FeatureTests {
  @Test(arguments: [
    "001-auth", "auth", "a b", "日本", "x.y", "a..b", "Größe", "none-of-it", "a~",
    String(repeating: "x", count: 200),
  ])
  func aNameIsOnePathComponent(_ name: String) throws { #expect(try Feature(name).name == name) }

  @Test(arguments: [
    ("", "empty"), ("../x", "separator"), ("/etc", "separator"), ("a/b", "separator"), ("a\\b", "separator"),
    (".", "dot"), ("..", "dot"),
    (".git", "dot"), ("-x", "dash"), ("--root", "dash"), ("a\0b", "control"), ("a\nb", "control"),
    ("a\u{1B}[m", "control"),
    ("a\u{202E}b", "control"), ("a\u{85}", "control"), (" a", "blank"), ("a ", "blank"),
    ("general", "without a feature"),
    ("constitution", "without a feature"), (String(repeating: "x", count: 201), "longer"),
    (String(repeating: "é", count: 150), "longer"),
  ]) func whatCouldLeadElsewhereIsRefused(_ name: String, _ reason: String) {
    let refusal = #expect(throws: Feature.Refusal.self) { try Feature(name) }
    #expect(refusal?.reason.contains(reason) == true && refusal?.name == name)
  }

  @Test(arguments: [("001-auth", "auth"), ("Auth", "auth"), ("007", "007"), ("007-", ""), ("a-001", "a-001")])
  func theNumberIsNoPartOfTheName(_ name: String, _ bare: String) throws {
    #expect(try Feature(name).bare == bare)
  }

  @Test func everyStageHasARoute() throws {
    let feature = try Feature("001-auth")
    for stage in Stage.allCases {
      let own = stage == .general || stage == .constitution
      #expect(Route.folder(stage: stage, feature: feature) == (own ? stage.rawValue : "001-auth"))
      #expect(
        Route.folder(stage: stage, feature: nil) == (stage == .constitution ? "constitution" : "general"))
    }
  }

  @Test(arguments: [
    ("red", Stage.red), ("RED", .red), ("architect", .plan), ("implement", .green), ("impl", .green),
    ("implementation", .green),
    ("specification", .spec), ("debugging", .red), ("refactoring", .refactor), ("discussion", .general),
    ("clarify", .spec),
    ("analyze", .plan), ("analysis", .plan), ("design", .plan),
  ]) func stagesHaveAliases(_ name: String, _ stage: Stage) { #expect(Stage(naming: name) == stage) }

  @Test func aliasesAreNobodyElses() {
    #expect(Stage(naming: "continuation") == nil && Stage(naming: "") == nil)
    for stage in Stage.allCases { #expect(Stage(naming: stage.rawValue) == stage) }
  }
}

struct CalendarDateTests {
  @Test(arguments: [
    ("2026-01-07", "2026-01-07"), ("2024-02-29", "2024-02-29"), ("2000-02-29", "2000-02-29"),
    ("2026-01-07T09:12:44Z", "2026-01-07"),
    ("2026-01-07 09:12", "2026-01-07"), ("0001-12-31", "0001-12-31"), ("9999-12-31", "9999-12-31"),
  ]) func aDayIsRead(_ text: String, _ day: String) { #expect(CalendarDate(text)?.description == day) }

  @Test(arguments: [
    "", "2026", "2026-1-7", "2026-13-01", "2026-00-01", "2026-01-00", "2026-01-32", "2025-02-29",
    "1900-02-29", "2026-04-31", "0000-01-01",
    "2026/01/07", "07-01-2026", "2026-01-07x", "2026-01-07T", "2026-01-07 x", " 2026-01-07", "２０２６-01-07",
    "+026-01-07", "20260107",
  ]) func noDayIsRead(_ text: String) { #expect(CalendarDate(text) == nil) }

  @Test func daysAreInOrder() throws {
    let days = try ["2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01"].map {
      try #require(CalendarDate($0))
    }
    #expect(days == days.reversed().sorted())
  }
}

struct DigestTests {
  /// The examples of FIPS 180-2, and lengths around a block's end.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
    (String(repeating: "a", count: 56), "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
    (String(repeating: "a", count: 63), "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"),
    (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
    (String(repeating: "a", count: 65), "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ]) func sha256(_ text: String, _ digest: String) {
    #expect(SHA256.hexadecimal(of: Array(text.utf8)) == digest)
  }

  /// The examples of FIPS 180-2, and lengths around a block's end.
  @Test(arguments: [
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
    ),
    (String(repeating: "a", count: 55), "c1c8bbdc22796e28c0e15163d20899b65621d65a"),
    (String(repeating: "a", count: 56), "c2db330f6083854c99d4b5bfb6e8f29f201be699"),
    (String(repeating: "a", count: 63), "03f09f5b158a7a8cdad920bddc29b81c18a551f5"),
    (String(repeating: "a", count: 64), "0098ba824b5c16427bd7a1122a5a442a25ec644d"),
    (String(repeating: "a", count: 65), "11655326c708d70319be2610e8a57d9a5b959d3b"),
    (String(repeating: "a", count: 1_000_000), "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
  ]) func sha1(_ text: String, _ digest: String) {
    #expect(SHA1.hexadecimal(of: Array(text.utf8)) == digest)
  }

  /// The example of RFC 9562, appendix A.6.
  @Test func uidIsAVersion7UUID() {
    let random: [UInt8] = [0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F]
    #expect(
      UID(milliseconds: 0x017F_22E2_79B0, random: random).description
        == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
    let ones = UID(milliseconds: -1, random: [UInt8](repeating: 0xFF, count: 12)).description
    #expect(ones == "ffffffff-ffff-7fff-bfff-ffffffffffff")
    #expect(UID(milliseconds: 1, random: []).description == "00000000-0001-7000-8000-000000000000")
  }

  @Test func laterUIDsSortLater() {
    let uids = [0, 1, 255, 256, 1_767_000_000_000, 1_767_000_000_001].map {
      UID(milliseconds: $0, random: [UInt8](repeating: 9, count: 10)).description
    }
    #expect(uids == uids.sorted())
  }

  @Test(arguments: [
    ("0190f5e2", true), ("0190f5e2-7c1b-7e00-8a44-1d2c9b3f5a66", true), ("0190F5E2-7c", true),
    ("0190f5e", false), ("0190f5e27", false),
    ("0190f5e2-7c1b-7e00-8a44-1d2c9b3f5a667", false), ("0190f5eg", false), ("general/1", false), ("", false),
  ]) func aBeginningIsEnough(_ text: String, _ looksLike: Bool) { #expect(UID.looksLike(text) == looksLike) }
}
