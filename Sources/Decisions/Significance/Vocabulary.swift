/// The words by which a decision that was made, and its weight, are known.
enum Vocabulary {
  /// How a title is made from what follows a marker.
  enum Form: Sendable {
    /// A verb follows: `decided to use X`.
    case verb
    /// A thing follows: `chose X`.
    case thing
    /// The thing stands before it: `X was chosen`.
    case passive
    /// The whole sentence is the decision: `from now on, …`.
    case sentence
    /// The marker itself is the verb: `replaced X with Y`.
    case own(String)
  }

  /// The words of a decision that was made, the longest first.
  static let markers: [(phrase: [String], form: Form)] = phrases([
    ("decided not to", .own("Do not")), ("decided to", .verb), ("decided on", .thing),
    ("decided that", .verb),
    ("agreed to", .verb), ("agreed on", .thing), ("decision ", .verb), ("we chose", .thing),
    ("chose to", .verb),
    ("chose", .thing), ("chosen", .thing), ("selected", .thing), ("opted for", .thing), ("opted to", .verb),
    ("settled on", .thing), ("went with", .thing), ("going with", .thing), ("standardized on", .thing),
    ("standardised on", .thing), ("standardize on", .thing), ("adopted", .thing), ("we adopt", .thing),
    ("will adopt", .thing), ("we will use", .thing), ("we'll use", .thing), ("will use", .thing),
    ("committed to", .thing), ("switched from", .own("Switch from")), ("switched to", .thing),
    ("migrated from", .own("Migrate from")), ("migrated to", .thing), ("moved from", .own("Move from")),
    ("replaced", .own("Replace")), ("moving", .own("Move")), ("was chosen", .passive),
    ("were chosen", .passive),
    ("was selected", .passive), ("was adopted", .passive), ("decision is", .verb), ("becomes", .sentence),
    ("from now on", .sentence), ("from here on", .sentence), ("no longer", .sentence), ("as of", .sentence),
    ("is kept as", .sentence), ("are kept as", .sentence), ("are encrypted", .sentence),
    ("in place of", .sentence),
    ("instead of", .sentence), ("rather than", .sentence), ("rejected", .sentence),
    ("were the alternatives", .sentence),
    ("picked", .thing),
  ])

  /// What turns a sentence into a thought about a decision.
  static let hedges: [[String]] = plain([
    "might", "maybe", "perhaps", "could", "should we", "whether to", "whether we", "considering", "undecided",
    "not decided", "to be decided", "tbd", "not yet", "no decision", "decide later", "will decide", "would",
    "if we",
    "haven't", "didn't", "did not", "was not", "were not", "hasn't", "asked", "proposal", "for example",
    "example",
    "tutorial", "they", "the article", "the book", "previously", "used to", "temporarily", "for now",
    "until we",
  ])

  /// What a text says that only tells of decisions that are written down or open.
  static let quoting: [[String]] = plain([
    "record says", "the adr", "an adr", "no choice has been made", "not decided", "lesson", "tutorial",
    "when to write",
    "minutes of the status",
  ])

  /// What belongs to one place in the code: no decision that others would ask about.
  static let local: [[String]] = plain([
    "variable", "helper", "button", "color", "colour", "padding", "margin", "css class", "label", "icon",
    "typo",
    "fixture", "loop", "log line", "log message", "error message", "wording", "placeholder", "function name",
    "file name", "parameter", "regex", "off-by-one", "comment", "comments", "import", "imports", "null check",
    "lint", "linter", "test name", "this test", "one test", "assertion", "mock", "the bug", "bug", "hotfix",
    "crash", "fixes", "adr", "record says", "stand-up", "function", "functions", "test names", "naming",
    "name",
    "headings", "readme", "notes while", "reverted", "pattern", "timeout from", "font", "spinner", "tooltip",
  ])

  /// Words for what was weighed.
  static let alternatives: [[String]] = plain([
    "instead of", "rather than", "over", "vs", "versus", "alternative", "alternatives", "considered",
    "trade-off",
    "trade-offs", "tradeoff", "tradeoffs", "compared", "options", "rejected", "evaluated", "ruled out",
    "weighed",
    "pros and cons", "unlike", "in place of", "would have", "would've", "would be", "trialled", "runner-up",
    "was out", "were out", "looked at", "tried", "worked too",
  ])

  /// Words for how far it reaches.
  static let scope: [[String]] = plain([
    "across", "throughout", "everywhere", "project-wide", "system-wide", "globally", "from now on",
    "going forward",
    "the whole", "entire", "cross-cutting", "codebase", "standard", "convention", "services", "microservices",
    "all services", "all modules", "all endpoints", "all new", "all clients", "all components", "all data",
    "all requests", "all code", "all agents", "all apis", "all teams", "all repositories", "every service",
    "every module", "every endpoint", "every request", "each service", "every component", "every client",
    "every team", "every new", "teams", "consumers", "clients", "platform", "architecture", "all writes",
    "all reads",
    "every", "each", "all", "always", "from here on", "from now", "the same way", "the same scheme",
    "versioned", "only",
    "nobody else", "all tenants", "every tenant", "all environments", "every environment", "backend",
    "frontend", "modules",
  ])

  /// What a decision is about, and the words that show it.
  static let topics: [(name: String, phrases: [[String]])] = [
    (
      "architecture",
      "architecture|architectural|monolith|monorepo|microservices|microservice|hexagonal|cqrs|event sourcing|module boundaries|plugin|plugins|backwards compatibility|backward compatibility|license|licence|state management|observability|opentelemetry|offline-first|offline|multi-tenant|language|versions|service|services|server|wasm|webassembly|interface|firmware|bootloader|library|pipeline|feature flags|error handling|logging"
    ),
    (
      "data storage",
      "database|databases|postgresql|postgres|mysql|mariadb|sqlite|mongodb|dynamodb|redis|memcached|schema|data model|storage|persistence|orm|sqlmodel|sqlalchemy|prisma|drizzle|qdrant|pgvector|pinecone|neon|cassandra|elasticsearch|opensearch|s3|vector store|event store|duckdb|parquet|uuid|uuids|in-memory|index|transaction|transactions|serializable|closure table|cockroachdb|opensearch|wal|sync|crdt|files|directories"
    ),
    (
      "authentication",
      "authentication|authorization|oauth|oauth2|oidc|jwt|jwts|sessions|session cookies|sso|better auth|rbac|passkeys|identity|keycloak|auth0|cognito|api keys|mtls|mutual tls|certificates"
    ),
    (
      "API",
      "api|apis|rest|graphql|grpc|protocol|openapi|webhooks|websockets|sse|api versioning|json-rpc|trpc|mcp|protobuf|contract|format|wire|flatbuffers|endpoint|cursors|problem+json|messages"
    ),
    (
      "messaging",
      "kafka|rabbitmq|queue|queues|event-driven|pub/sub|nats|sqs|broker|dapr|event bus|celery|temporal"
    ),
    (
      "infrastructure",
      "kubernetes|k8s|docker|podman|helm|serverless|lambda|aws|gcp|azure|deployment|hosting|terraform|pulumi|cloud|vercel|ci/cd|github actions|gitlab|nomad|argocd|edge|cdn|blue-green"
    ),
    (
      "frontend",
      "react|next.js|nextjs|vue|svelte|angular|docusaurus|tailwind|frontend framework|ssr|spa|htmx|web components|vite|webpack|react native|flutter"
    ),
    (
      "backend",
      "fastapi|django|flask|express|spring|rails|runtime|language|rust|go|golang|typescript|python|swift|kotlin|node.js|bun|deno|framework|pydantic|asyncio"
    ),
    (
      "security",
      "security|encryption|encrypt|encrypted|secrets|vault|tls|isolation|gdpr|privacy|audit|sandbox|sandboxing|zero-trust"
    ),
    (
      "AI platform",
      "openai|anthropic|llm|llms|claude|gemini|agents sdk|rag|embedding|embeddings|langchain|model provider"
    ),
  ].map { (name, words) in (name, plain(words.split(separator: "|").map(String.init))) }

  private static func plain(_ texts: [String]) -> [[String]] {
    texts.map { $0.split(separator: " ").map(String.init) }
  }

  /// A blank at the end of a phrase stands for a comma or colon behind it.
  private static func phrases(_ list: [(String, Form)]) -> [(phrase: [String], form: Form)] {
    list.map { text, form in
      (text.split(separator: " ").map(String.init) + (text.hasSuffix(" ") ? [""] : []), form)
    }
  }
}
