/// The publicly documented shapes of tokens: a literal beginning, a set of characters and a length each. To add one,
/// add a row.
struct SecretShape: Sendable {
  /// The name in `[REDACTED:name]`.
  let id: String
  /// What it is, for people.
  let what: String
  let prefix: [UInt8]
  let set: ByteClass
  /// How many characters follow the prefix; the next one is none of the set.
  let count: ClosedRange<Int>
  /// What must occur in it besides.
  let part: [UInt8]

  init(
    _ id: String, _ what: String, _ prefix: String, _ set: ByteClass, _ count: ClosedRange<Int>,
    holding part: String = ""
  ) {
    (self.id, self.what, self.prefix) = (id, what, Array(prefix.utf8))
    (self.set, self.count, self.part) = (set, count, Array(part.utf8))
  }

  static let all: [SecretShape] = [
    SecretShape("aws-access-key", "an AWS access key", "AKIA", .base32, 16...16),
    SecretShape("aws-access-key", "an AWS access key", "ASIA", .base32, 16...16),
    SecretShape("aws-access-key", "an AWS access key", "ABIA", .base32, 16...16),
    SecretShape("aws-access-key", "an AWS access key", "ACCA", .base32, 16...16),
    SecretShape("github-token", "a GitHub token", "ghp_", .letters, 36...36),
    SecretShape("github-token", "a GitHub token", "gho_", .letters, 36...36),
    SecretShape("github-token", "a GitHub token", "ghu_", .letters, 36...36),
    SecretShape("github-token", "a GitHub token", "ghs_", .letters, 36...36),
    SecretShape("github-token", "a GitHub token", "ghr_", .letters, 36...36),
    SecretShape("github-token", "a GitHub token", "github_pat_", .word, 82...82),
    SecretShape("gitlab-token", "a GitLab token", "glpat-", .url, 20...60),
    SecretShape("anthropic-key", "an Anthropic key", "sk-ant-", .url, 80...120),
    SecretShape("openai-key", "an OpenAI key", "sk-", .url, 40...200, holding: "T3BlbkFJ"),
    SecretShape("google-key", "a Google key", "AIza", .url, 35...35),
    SecretShape("hugging-face-token", "a Hugging Face token", "hf_", .letters, 34...34),
    SecretShape("slack-token", "a Slack token", "xoxb-", .url, 20...200),
    SecretShape("slack-token", "a Slack token", "xoxp-", .url, 20...200),
    SecretShape("slack-token", "a Slack token", "xapp-", .url, 20...200),
    SecretShape("slack-token", "a Slack token", "xoxe-", .url, 20...300),
    SecretShape("slack-webhook", "a Slack webhook", "https://hooks.slack.com/services/T", .path, 30...80),
    SecretShape("stripe-key", "a Stripe key", "sk_live_", .letters, 24...200),
    SecretShape("stripe-key", "a Stripe key", "sk_test_", .letters, 24...200),
    SecretShape("stripe-key", "a Stripe key", "rk_live_", .letters, 24...200),
    SecretShape("npm-token", "an npm token", "npm_", .letters, 36...36),
    SecretShape("pypi-token", "a PyPI token", "pypi-AgEIcHlwaS5vcmc", .url, 50...300),
    SecretShape("sendgrid-key", "a SendGrid key", "SG.", .dotted, 66...66),
    SecretShape("twilio-key", "a Twilio key", "SK", .hexadecimal, 32...32),
    SecretShape("digitalocean-token", "a DigitalOcean token", "dop_v1_", .hexadecimal, 64...64),
    SecretShape("doppler-token", "a Doppler token", "dp.pt.", .letters, 43...43),
    SecretShape("vault-token", "a Vault token", "hvs.", .url, 90...300),
    SecretShape("linear-key", "a Linear key", "lin_api_", .letters, 40...40),
    SecretShape("notion-token", "a Notion token", "ntn_", .letters, 43...50),
    SecretShape("notion-token", "a Notion token", "secret_", .letters, 43...43),
    SecretShape("sentry-token", "a Sentry token", "sntrys_", .base64, 60...400),
    SecretShape("grafana-token", "a Grafana token", "glc_", .base64, 32...400),
    SecretShape("grafana-token", "a Grafana token", "glsa_", .word, 41...41),
    SecretShape("databricks-token", "a Databricks token", "dapi", .hexadecimal, 32...32),
    SecretShape("shopify-token", "a Shopify token", "shpat_", .hexadecimal, 32...32),
    SecretShape("postman-key", "a Postman key", "PMAK-", .url, 59...59),
    SecretShape("age-key", "an age key", "AGE-SECRET-KEY-1", .letters, 58...58),
    SecretShape("1password-token", "a 1Password token", "ops_eyJ", .base64, 200...4000),
  ]

  /// The shapes by the first byte of their prefix.
  static let byFirst: [[SecretShape]] = {
    var table = [[SecretShape]](repeating: [], count: 256)
    for shape in all {
      if let first = shape.prefix.first { table[Int(first)].append(shape) }
    }
    return table
  }()
}

/// A set of bytes.
struct ByteClass: Sendable {
  private let members: [Bool]

  init(_ text: String) {
    var members = [Bool](repeating: false, count: 256)
    for byte in text.utf8 { members[Int(byte)] = true }
    self.members = members
  }

  func has(_ byte: UInt8) -> Bool { members[Int(byte)] }

  private static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
  private static let alphanumeric = upper + upper.lowercased() + "0123456789"

  static let base32 = ByteClass(upper + "0123456789")
  static let letters = ByteClass(alphanumeric)
  static let word = ByteClass(alphanumeric + "_")
  static let url = ByteClass(alphanumeric + "_-")
  static let dotted = ByteClass(alphanumeric + "_-.")
  static let path = ByteClass(alphanumeric + "/")
  static let base64 = ByteClass(alphanumeric + "+/=_-")
  static let hexadecimal = ByteClass("0123456789abcdefABCDEF")
  static let token = ByteClass(alphanumeric + "+/=_-.~!@%^&*")
}
