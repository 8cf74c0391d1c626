import Prompts
import Records

enum SecretRule: Rule {
  static let about = About(
    "secret", .safety, .error,
    summary: "a credential stands in the record",
    reason:
      "Records are committed, and what was pushed once is known. The value is never printed, in no format.",
    mend: .command("clio redact REF"),
    examples: [
      Example(Example.prompt(prompt: "Use ⟦\(token)⟧ for it.")),
      Example(Example.prompt(response: "Connect to postgres://app:⟦\(password)⟧@db.acme.dev/app.")),
      Example(Example.prompt(impact: "set API_KEY=⟦\(generic)⟧")),
      Example(
        Example.prompt(
          prompt:
            "Set OPENAI_API_KEY=sk-your-key-here, DATABASE_URL=postgres://user:password@localhost/db and ${TOKEN}.",
          response:
            "task-0123456789abcdefghijklmnopqrstuvwxyz0123456789, commit 1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c"
        ),
        note: "placeholders, a task, a hash"),
    ])

  // Put together here, so that no tool takes this file for a leak.
  private static let token = "gh" + "p_" + "9aBcD3eFgH1jKlM7nPqR5sTuV2wXyZ4A6bC8"
  private static let password = "k7Qz" + "9vTr2mXw"
  private static let generic = "q8Zr4Lk2" + "Wm9Tn6Vb3Xc7"

  static func check(_ subject: Subject, _ findings: inout Findings) {
    for secret in subject.secrets {
      findings.add(
        "\(secret.what) stands here", at: secret.range,
        remedy: "revoke it where it was issued, then take it out with `clio redact`")
    }
  }
}
