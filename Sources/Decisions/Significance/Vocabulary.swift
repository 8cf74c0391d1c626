/// The words by which a decision is known, looked up word by word.
enum Vocabulary {
  /// How a title is made from what follows a marker.
  enum Form: Sendable {
    /// A verb follows: `decided to use X`.
    case verb
    /// A thing follows: `chose X`.
    case thing
    /// The thing stands before it: `X was chosen`.
    case passive
    /// The whole sentence is the decision: `X becomes Y`.
    case sentence
    /// The marker itself is the verb: `replaced X with Y`.
    case own(String)
  }

  /// The words of a choice that was made; where several are in a sentence, the first of this list counts.
  static let markers: [(phrase: [String], form: Form)] = [
    ("decided not to", .own("Do not")), ("decided to", .verb), ("decided on", .thing),
    ("decided that", .verb),
    ("agreed to", .verb), ("agreed on", .thing), ("agreed that", .verb), ("decision :", .verb),
    ("decided :", .verb), ("choice :", .thing), ("decision is", .verb), ("was chosen", .passive),
    ("were chosen", .passive), ("was selected", .passive), ("was adopted", .passive), ("we chose", .thing),
    ("we've chosen", .thing), ("chose to", .verb), ("chose", .thing), ("chosen", .thing),
    ("selected", .thing), ("opted for", .thing), ("opted to", .verb), ("settled on", .thing),
    ("went with", .thing), ("going with", .thing), ("we go with", .thing), ("standardized on", .thing),
    ("standardised on", .thing), ("standardize on", .thing), ("adopted", .thing), ("we adopt", .thing),
    ("will adopt", .thing), ("we will use", .thing), ("we'll use", .thing), ("will use", .thing),
    ("committed to", .thing), ("switched from", .own("Switch from")), ("switched to", .thing),
    ("migrated from", .own("Migrate from")), ("migrated to", .thing), ("moved from", .own("Move from")),
    ("moving from", .own("Move from")), ("replaced", .own("Replace")), ("replaces", .sentence),
    ("sticking with", .thing), ("stick with", .thing), ("picked", .thing), ("it is", .passive),
    ("becomes", .sentence), ("become", .sentence), ("we stay", .sentence), ("dropping", .own("Drop")),
    ("drop", .own("Drop")),
  ].map { text, form in (text.split(separator: " ").map(String.init), form) }

  /// The words that a sentence begins with which tells what a choice costs.
  static let prices = phrases(
    """
    price | drawback | drawbacks | downside | the cost | cost is | give up | we lose | we accept
    the risk | consequence is | consequences are
    """)

  /// What decisions are about: names of techniques and products, and kinds of things.
  static let topics: [(name: String, names: [[String]], kinds: [[String]])] = [
    topic(
      "architecture",
      names: """
        language | file format | monolith | monorepo | microservices | microservice | hexagonal | cqrs
        event sourcing | module boundaries | backwards compatibility | backward compatibility
        state management | observability | opentelemetry | offline-first | offline | multi-tenant | wasm
        webassembly | feature flags | error handling | logging
        """,
      kinds: """
        services | platform | tenant | tenants | index | module | modules | repository | repositories
        state | layer | adapter | port | domain | files | ids | identifiers | dependency | dependencies
        stack | architecture | architectural | plugin | plugins | license | licence | service | firmware
        bootloader
        """),
    topic(
      "data storage",
      names: """
        orm | sql | postgresql | postgres | mysql | mariadb | sqlite | mongodb | dynamodb | redis
        memcached | data model | persistence | sqlmodel | sqlalchemy | prisma | drizzle | qdrant
        pgvector | pinecone | neon | cassandra | elasticsearch | opensearch | s3 | vector store
        event store | duckdb | parquet | uuid | uuids | in-memory | serializable | closure table
        cockroachdb | wal | sync | crdt
        """,
      kinds: """
        database | databases | schema | schemas | storage | store | stores | transactions | transaction
        replication | backup | backups | retention | model | models | cache
        """),
    topic(
      "authentication",
      names: """
        oauth | oauth2 | oidc | jwt | jwts | sessions | session cookies | sso | better auth | rbac
        passkeys | keycloak | auth0 | cognito | api keys | mtls | mutual tls
        """,
      kinds: """
        authentication | authorization | auth | permissions | identity | token | tokens | certificate
        certificates
        """),
    topic(
      "API",
      names: """
        graphql | grpc | openapi | webhooks | websockets | sse | api versioning | json-rpc | trpc | mcp
        protobuf | flatbuffers | cursors | problem+json
        """,
      kinds: """
        api | apis | protocol | protocols | format | formats | contract | contracts | interface
        interfaces | endpoint | endpoints | wire | versioning | messages | message
        """),
    topic(
      "messaging",
      names: """
        kafka | rabbitmq | event-driven | pub/sub | nats | sqs | dapr | event bus | celery | temporal
        """,
      kinds: """
        broker | queue | queues | topic | topics | event | events | bus
        """),
    topic(
      "infrastructure",
      names: """
        lambda | serverless | kubernetes | k8s | docker | podman | helm | aws | gcp | azure | terraform
        pulumi | vercel | ci/cd | github actions | gitlab | nomad | argocd | cdn | blue-green
        """,
      kinds: """
        server | servers | deployment | deploy | hosting | container | containers | cluster | cloud
        gateway | proxy | pipeline | pipelines | network | registry | toolchain | build
        """),
    topic(
      "frontend",
      names: """
        react | next.js | nextjs | vue | svelte | angular | docusaurus | tailwind | frontend framework
        ssr | spa | htmx | web components | vite | webpack | react native | flutter
        """,
      kinds: """
        frontend | front-end | app | apps | client | clients
        """),
    topic(
      "backend",
      names: """
        sdk | fastapi | django | flask | rails | rust | golang | typescript | python | swift | kotlin
        node.js | bun | deno | pydantic | asyncio
        """,
      kinds: """
        backend | back-end | framework | frameworks | library | libraries | runtime | worker | workers
        process | processes | engine | solver | scheduler
        """),
    topic(
      "security",
      names: """
        vault | security | encrypt | tls | gdpr | sandbox | sandboxing | zero-trust
        """,
      kinds: """
        keys | encryption | encrypted | signed | secrets | isolation | audit | privacy | policy
        """),
    topic(
      "AI platform",
      names: """
        openai | anthropic | llm | llms | claude | gemini | agents sdk | rag | embedding | embeddings
        langchain | model provider
        """,
      kinds: """

        """),
  ]

  private static func topic(_ name: String, names: String, kinds: String) -> (
    name: String, names: [[String]], kinds: [[String]]
  ) {
    (name, phrases(names), phrases(kinds))
  }

  /// The phrases of a list, with `|` or a line's end between them.
  private static func phrases(_ list: String) -> [[String]] {
    list.split { $0 == "|" || $0 == "\n" }.map { $0.split(separator: " ").map(String.init) }
  }

  /// A phrase with what it tells. A star at the end of its first word stands for any ending.
  private struct Entry {
    let signal: Signal
    let phrase: [String]
  }

  /// Everything that begins with a word, the longest first.
  private static let entries: [String: [Entry]] = {
    var result: [String: [Entry]] = [:]
    for signal in Signal.allCases {
      let own = signal == .impact ? topics.flatMap { $0.names + $0.kinds } : phrases(signal.words)
      for phrase in own { result[phrase[0], default: []].append(Entry(signal: signal, phrase: phrase)) }
    }
    return result.mapValues { $0.sorted { $0.phrase.count > $1.phrase.count } }
  }()

  private static let openEntries = entries.filter { $0.key.hasSuffix("*") }.sorted { $0.key < $1.key }

  /// The phrases in a text's words, by what they tell. Of one kind, none overlaps another.
  static func hits(in words: [String]) -> [Signal: [String]] {
    var result: [Signal: [String]] = [:]
    var ends: [Signal: Int] = [:]
    func note(_ entry: Entry, at index: Int) {
      guard ends[entry.signal] ?? 0 <= index else { return }
      ends[entry.signal] = index + entry.phrase.count
      let found = words[index..<(index + entry.phrase.count)].joined(separator: " ")
      result[entry.signal, default: []].append(found.hasSuffix(" :") ? found.dropLast(2) + ":" : found)
    }
    for (index, word) in words.enumerated() {
      for entry in entries[word] ?? [] where words[index...].starts(with: entry.phrase) {
        note(entry, at: index)
      }
      for (start, list) in openEntries where word.utf8.starts(with: start.utf8.dropLast()) {
        for entry in list { note(entry, at: index) }
      }
    }
    return result
  }
}
