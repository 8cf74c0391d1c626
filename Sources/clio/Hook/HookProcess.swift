import Agents
import History
import JSON
import Platform
import Records

/// A call of a hook, from an agent. It says nothing, and always ends well: what goes wrong is the log's business. Until
/// the prompt is safe nothing is done that this does not need: no command line is parsed, no index opened.
struct HookProcess {
  private let world: World
  private let words: [String]

  /// Runs the hook if the first word of the command line asks for it, and ends the process.
  static func runIfAsked() {
    guard CommandLine.argc > 1, let first = CommandLine.unsafeArgv[1], String(cString: first) == "hook" else {
      return
    }
    let world = World.current()
    let words = Array(world.arguments.dropFirst(2))
    if words.contains(where: { ["--help", "-h"].contains($0) }) || Terminal.isTerminal(0) && words.isEmpty {
      return
    }
    HookProcess(world: world, words: words).run()
    endProcessAtOnce(0)
  }

  init(world: World, words: [String]) { (self.world, self.words) = (world, words) }

  /// The words that are no options.
  private var plainWords: [String] { words.filter { !$0.hasPrefix("-") && !$0.hasPrefix("{") } }

  /// Does what the event asks for.
  func run() {
    if let off = world.environment["CLIO_OFF"], !off.isEmpty, off != "0" { return }
    let asked = plainWords.first.flatMap { Agent(naming: $0) }
    guard let bytes = payload(), !bytes.isEmpty else { return }
    let json = try? JSON.parse(bytes, options: JSON.Options(allowingControlCharacters: true))
    guard let json else { return keepUnread(bytes, asked) }
    guard let event = HookPayload.event(in: json, asked: asked) else { return }
    guard let place = HookPlace(event, world, onlySetUp: words.contains("--only-set-up")) else { return }
    HookEventHandler(event: event, place: place).handle()
  }

  /// The payload: the last word, as Codex' `notify` gives it, else standard input.
  private func payload() -> [UInt8]? {
    if let last = words.last, last.hasPrefix("{") { return Array(last.utf8) }
    return try? Input.readAll(0, limit: 1 << 30)
  }

  /// What nobody understands may still hold a prompt: it is kept for a person to look at.
  private func keepUnread(_ bytes: [UInt8], _ asked: Agent?) {
    guard let place = HookPlace(nil, world, onlySetUp: words.contains("--only-set-up")), !place.isPaused
    else { return }
    let text = place.redacted(bytes).text
    let line: JSON = ["event": "unread", "bytes": .string(Base64.encode(text))]
    let name = Spool.name(ofSession: "unread")
    _ = try? place.spool.append(line.write() + [UInt8(ascii: "\n")], to: name, durability: .full)
    place.log("\(asked?.rawValue ?? "?") sent what is not JSON; kept in the spool")
  }
}
