import Arguments
import History
import Index
import JSON
import Platform
import Records

/// Everything that a command works with. The one wiring place: what a command needs is made here.
struct Session {
  let world: World
  let parsed: Parsed
  let output: Output
  let notes: Output
  /// What the project noticed on the way.
  let notices = Notices()

  /// The value of an option or argument.
  subscript<Value>(key: Key<Value>) -> Value { parsed[key] }

  /// The project, for a command that only reads.
  func project() throws -> Project {
    try Project(root: parsed[Global.root], world: world, notices: notices)
  }

  /// Says what was noticed on the way, each thing once.
  func tellNotices() {
    for notice in notices.all {
      switch notice {
      case .skippedLink(let path): note("\(path) is a symbolic link; what is in it was left out")
      case .unreadableFolder(let path, let fault):
        note("\(path) can't be read: \(fault.reason)")
      }
    }
  }

  /// The project, for a command that writes: what a killed process left half done is finished first.
  func projectForWriting() throws -> Project {
    let project = try project()
    try finishInterruptedChanges(of: project)
    project.noteUse()
    // What a session that is gone has left becomes records now; what goes wrong there hinders nobody here.
    for line in TurnFinisher(project: project, durability: durability).finishOthers() { note(line) }
    return project
  }

  /// Finishes what a killed process left half done, and tells of what could not be.
  func finishInterruptedChanges(of project: Project) throws {
    for path in try project.finishInterruptedChanges() {
      note(
        "\(path) was edited while an interrupted change waited to be finished; the change was put aside, nothing was touched"
      )
    }
  }

  /// The index of the project, brought up to date.
  func index(anew: Bool = false) throws -> Index { try index(of: try project(), anew: anew) }

  /// The index of any project, brought up to date or built anew; the project is noted as one that clio is used in.
  func index(of project: Project, anew: Bool = false) throws -> Index {
    let bar = ProgressBar(self, "indexing")
    let index = try Index(
      project, anew: anew, progress: Terminal.isTerminal(2) ? { bar.show($0, of: $1) } : nil)
    bar.clear()
    for text in index.notes { note(text) }
    index.tell = { note($0) }
    project.noteUse()
    return index
  }

  /// How sure a write must be.
  var durability: Durability { parsed[Global.durability] == "fast" ? .fast : .full }

  /// Whether colours and bold type are wanted.
  var isStyled: Bool { Style.isOn(parsed[Global.color], world, descriptor: 1) }

  /// Whether a person reads the output.
  let isTerminal = Terminal.isTerminal(1)

  /// Says something on standard error, unless the user wants quiet.
  func note(_ text: String) { if !parsed[Global.quiet] { complain(text) } }

  /// Says on standard error why a command ends as a failure, also to one who wants quiet.
  func complain(_ text: String) { notes.write("clio: " + Terminal.sanitized(text) + "\n") }

  /// Writes a line.
  func print(_ line: String) { output.write(line + "\n") }

  /// Writes a line of text that comes from records, harmless to a terminal.
  func printSafely(_ line: String) { output.write((isTerminal ? Terminal.sanitized(line) : line) + "\n") }

  /// Writes one JSON value on a line.
  func print(_ json: JSON) { output.write(json.write() + [UInt8(ascii: "\n")]) }

  /// Writes bytes of a record: unchanged into a pipe or file, harmless to a terminal.
  func write(_ bytes: [UInt8]) {
    if isTerminal { output.write(Terminal.sanitized(bytes)) } else { output.write(bytes) }
  }

  /// Writes a path on a line.
  func print(_ path: Path) { write(path.bytes + [UInt8(ascii: "\n")]) }

  /// The text of an option that may say `-` for standard input.
  func text(of value: String) throws -> String {
    guard value == "-" else { return value }
    let bytes = try Input.readAll(0, limit: InputLimit.text)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure("standard input is not valid UTF-8")
    }
    return text
  }

  /// The bytes of a file, or of standard input for `-`.
  func bytes(ofFile name: String) throws -> [UInt8] {
    if name == "-" {
      do throws(SystemError) {
        return try Input.readAll(0, limit: InputLimit.text)
      } catch {
        throw Failure("can't read standard input: \(error.reason)")
      }
    }
    return try Files.readStream(Path(name).absolute(in: world.directory), limit: InputLimit.text)
  }
}

/// How much is read from outside.
enum InputLimit {
  /// The largest prompt, response or JSON.
  static let text = 64 << 20
}

/// The options that every command has.
enum Global {
  static let root = Key.option(
    "root", "DIR", "the directory that holds history/ (else found upward)",
    as: .path("a directory"), completion: .directory)
  static let color = Key.option(
    "color", "WHEN", "colours and bold type", choices: ["auto", "always", "never"], default: "auto")
  static let quiet = Key.flag(
    "quiet", short: "q", "no notes on standard error, and of a new record only its path")
  static let durability = Key.option(
    "durability", "HOW", "full: survive a power cut; fast: skip the syncs", choices: ["full", "fast"],
    default: "full",
    environment: "CLIO_DURABILITY")
  static let keys: [any Declared] = [root, color, quiet, durability]
}

/// When output is styled.
enum Style {
  /// What a command line says of `--color`, for help and errors: they are shown where none was understood.
  static func choice(_ world: World) -> String {
    let words = world.arguments.prefix { $0 != "--" }
    let option = "--" + Global.color.declaration.name
    let given = zip(words, words.dropFirst() + [""]).compactMap { word, next in
      word == option ? next : word.hasPrefix(option + "=") ? String(word.dropFirst(option.count + 1)) : nil
    }
    return given.first ?? "auto"
  }

  static func isOn(_ choice: String, _ world: World, descriptor: Int32) -> Bool {
    switch choice {
    case "always": return true
    case "never": return false
    default:
      func isSet(_ name: String) -> Bool { !(world.environment[name] ?? "").isEmpty }
      if isSet("NO_COLOR") { return false }
      if isSet("CLICOLOR_FORCE") { return true }
      return world.environment["TERM"] != "dumb" && Terminal.isTerminal(descriptor)
    }
  }
}

/// A line on a terminal's standard error that shows how far long work has come.
final class ProgressBar {
  private let session: Session
  private let what: String
  /// Less is done before anybody would look.
  private let least: Int
  private let isWanted: Bool
  private var shown: Int?

  init(_ session: Session, _ what: String, least: Int = 1_000) {
    (self.session, self.what, self.least) = (session, what, least)
    isWanted = Terminal.isTerminal(2) && !session.parsed[Global.quiet]
  }

  /// Shows how many are done.
  func show(_ done: Int, of all: Int) {
    guard isWanted, all >= least, done != shown else { return }
    shown = done
    session.notes.write("\r\(what) \(done) of \(all) …")
    try? session.notes.flush()
  }

  /// Takes the line away.
  func clear() {
    guard shown != nil else { return }
    shown = nil
    session.notes.write("\r\u{1B}[K")
    try? session.notes.flush()
  }
}
