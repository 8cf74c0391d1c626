import Properties
import Testing

@testable import Prompts

/// Credentials by their shapes. They are made here at random: none is written down whole.
@Suite struct SecretTests {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=.".utf8)

  private static func random(_ set: ByteClass, _ count: Int, _ generator: inout Generator) -> [UInt8] {
    // Marks at the ends would be read as part of the sentence.
    let plain = alphabet.filter { set.has($0) && (($0 >= 0x30 && $0 <= 0x39) || $0 >= 0x41) && $0 != 0x5F }
    return (0..<count).map { _ in plain.randomElement(using: &generator) ?? 0x41 }
  }

  @Test(arguments: SecretShape.all.indices) func everyShapeIsFound(_ index: Int) {
    let shape = SecretShape.all[index]
    var generator = Generator(seed: UInt64(index))
    for round in 0..<40 {
      var body = Self.random(
        shape.set,
        round % 2 == 0 ? shape.count.lowerBound : min(shape.count.upperBound, shape.count.lowerBound + 7),
        &generator)
      if !shape.part.isEmpty { body.replaceSubrange(8..<(8 + shape.part.count), with: shape.part) }
      if shape.id == "sendgrid-key" { body[22] = UInt8(ascii: ".") }
      let token = shape.prefix + body
      for (before, after) in [
        ("", ""), ("the key ", " is mine"), ("KEY=", "\n"), ("\"", "\","), ("(", ")"), ("é", "é"),
      ] {
        let text = Array(before.utf8) + token + Array(after.utf8)
        let found = SecretScan.secrets(in: text)
        #expect(found.map(\.range) == [before.utf8.count..<(before.utf8.count + token.count)], "\(shape.id)")
        #expect(found.first?.id == shape.id)
      }
      #expect(SecretScan.secrets(in: Array("ta".utf8) + token).isEmpty, "\(shape.id) within a word")
    }
  }

  @Test func thoseWithoutAPrefixAreFound() {
    var generator = Generator(seed: 7)
    func word(_ count: Int) -> String {
      String(decoding: Self.random(.letters, count, &generator), as: UTF8.self)
    }
    for _ in 0..<40 {
      let texts: [(String, String, String)] = [
        ("jwt", "token ", "eyJ" + word(20) + ".eyJ" + word(40) + "." + word(43)),
        ("terraform-token", "", word(14) + ".atlasv1." + word(64)),
        ("telegram-token", "bot ", "1" + "23456789:AA" + word(33)),
        ("url-password", "postgres://app:", word(14)),
        ("generic-secret", "CLIENT_SECRET=", "q8" + word(18) + "4Zk7"),
        ("generic-secret", "\"apiKey\": \"", "q8" + word(18) + "4Zk7"),
      ]
      for (id, before, secret) in texts {
        let after =
          id == "url-password"
          ? "@db.acme.dev/app" : id == "generic-secret" && before.hasSuffix("\"") ? "\"" : " and more"
        let found = SecretScan.secrets(in: Array((before + secret + after).utf8))
        #expect(found.map(\.id) == [id], "\(before)…: \(found)")
        #expect(found.first?.range == before.utf8.count..<(before.utf8.count + secret.utf8.count))
      }
    }
    let block = "-----BEGIN RSA PRIVATE KEY-----\n\(word(64))\n\(word(64))\n-----END RSA PRIVATE KEY-----"
    #expect(
      SecretScan.secrets(in: Array(("x\n" + block + "\ny").utf8)).map(\.range) == [2..<(2 + block.utf8.count)]
    )
  }

  /// What stands for a secret may stand in one by chance.
  @Test(arguments: [
    ("postgres://app:", "KK8SxMN" + "mDN7XXx", "@db.acme.dev/app"),
    ("postgres://app:", "q7HerE" + "Kd29sLp", "@db.acme.dev/app"),
    // Few letters repeat, as they will among sixteen.
    ("", "AK" + "IAXWTW3B3IB4" + "BIS444", " there"),
    ("", "gh" + "p_Zq81LmXxXxT" + "r5Vn2Jc7Wd9Ks3Hf6Gb4Py0Qe", " there"),
  ]) func aWordByChance(_ row: (before: String, secret: String, after: String)) {
    let found = SecretScan.secrets(in: Array((row.before + row.secret + row.after).utf8))
    #expect(found.map(\.range) == [row.before.utf8.count..<(row.before + row.secret).utf8.count])
  }

  @Test(arguments: [
    "postgres://app:My" + "SecretPassw0rd@db.acme.dev/app",
    "postgres://app:Your" + "_Password_123@db.acme.dev/app",
    "postgres://app:Example" + "Password1@db.acme.dev/app",
    "postgres://app:XXXX" + "xxxxXXXX1a@db.acme.dev/app",
    "Set OPENAI_API_KEY=sk-your-key-here", "postgres://user:password@localhost:5432/db",
    "redis://:${REDIS_PASSWORD}@cache",
    "mysql://root:root@127.0.0.1/db", "https://user:<password>@host", "Authorization: Bearer {{TOKEN}}",
    "commit 1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c", "key: 0190f5e2-7c1b-7e00-8a44-1d2c9b3f5a66",
    "primary_key=user_account_identifier_v2", "monkey=abcdefg1234567890abcdefg",
    "token: src/auth/session/token-store.ts",
    "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "AKIAIOSFODNN7EXAMPLE", "-----BEGIN PRIVATE KEY-----",
    "sk-ant-…",
    "model_key=gpt-4o-mini-2024-07-18", "the task-0123456789abcdefghij", "eyJ is how they begin",
    "const key = getKey(name2)",
    "SECRET_KEY = os.environ[\"SECRET_KEY\"]", "password=changeme123456789", "integrity=sha512-abc",
    "secret: [REDACTED:jwt]",
  ]) func placeholdersAndNamesAreNone(_ text: String) {
    #expect(SecretScan.secrets(in: Array(text.utf8)).isEmpty)
  }

  @Test func theSameSecretBecomesTheSameMark() {
    var generator = Generator(seed: 3)
    let token = Array("gh".utf8) + Array("p_".utf8) + Self.random(.letters, 36, &generator)
    let redaction = Redaction(of: Array("a ".utf8) + token + Array(" b ".utf8) + token)
    #expect(
      String(decoding: redaction.text, as: UTF8.self) == "a [REDACTED:github-token] b [REDACTED:github-token]"
    )
    #expect(redaction.count == 2)
    #expect(Redaction(of: redaction.text).count == 0)
    #expect(Redaction(of: [0xFF, 0]).text == [0xFF, 0])
  }

  /// Texts that would make a search with a square in it stand still.
  @Test(arguments: [
    "ghp_", "eyJ", "eyJa.eyJ", "-----BEGIN RSA PRIVATE KEY-----\n", "://a:", "a=a:", "key=", "SK",
    "12345678:AA", "sk-a.", "x",
    "SG.", "https://hooks.slack.com/services/T", "password='a", ".atlasv1.",
  ]) func timeGrowsWithTheText(_ part: String) {
    let text = Array(repeating: Array(part.utf8), count: 1_000_000 / part.utf8.count).flatMap { $0 }
    let clock = ContinuousClock()
    let took = clock.measure { _ = SecretScan.secrets(in: text) }
    // Generous: a build without optimisation on a machine with other work; a square would take hours.
    #expect(took < .seconds(60))
  }
}

@Suite struct InjectedContextTests {
  private func typed(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    return InjectedContext.parts(of: bytes).map { String(decoding: bytes[$0.typed], as: UTF8.self) }
  }

  @Test(arguments: [
    ("<system-reminder>a</system-reminder>\nDo it.", "Do it."),
    ("<system-reminder>a</system-reminder><system-reminder>b</system-reminder>\n\nDo it.\n", "Do it."),
    ("Do it.\n<system-reminder>\na\n</system-reminder>\n", "Do it."),
    ("# AGENTS.md instructions for /x\n<INSTRUCTIONS>\na\n</INSTRUCTIONS>\n\nDo it.", "Do it."),
    ("<environment_context>\n<cwd>/x</cwd>\n</environment_context>\nDo it.", "Do it."),
    (
      "Caveat: The messages below were generated by the user while running local commands. Ignore.\n\nDo it.",
      "Do it."
    ),
    ("<system-reminder>only</system-reminder>", ""),
  ]) func whatAgentsPutThereIsTold(_ text: String, _ words: String) { #expect(typed(text) == words) }

  @Test(arguments: [
    "Do it.", "What is <system-reminder> for?", "a <system-reminder>x</system-reminder> b",
    "<system-reminder>never closed",
    "<div>x</div>", "", "Explain </system-reminder>",
  ]) func whatAUserTypedIsTheUsers(_ text: String) { #expect(typed(text) == nil) }
}
