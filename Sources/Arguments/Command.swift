/// A command line that shows what a command is for.
public struct Example: Sendable {
  /// As a user types it in a shell, with the program's name.
  public let line: String
  /// What it does.
  public let explanation: String

  /// An example: the line, then what it does.
  public init(_ line: String, _ explanation: String) {
    self.line = line
    self.explanation = explanation
  }
}

/// What a command does with arguments it has not declared.
public enum UnknownArguments: Sendable {
  /// A usage error.
  case reject
  /// Left aside in `Parsed.remainder`, as scripts do that skip what they don't know.
  case ignore
  /// What begins with one dash is an argument like the others, so that it can leave a word out: `-redis`. A known
  /// letter alone (`-n 5`) or with a number (`-n5`) is still an option.
  case asWords
  /// Every word after the command's name goes to `Parsed.remainder` unread, even `--help`.
  case passThrough
}

/// A command, or a group of them; the root is the program itself. The parser, help, completions, the man page
/// and the reference all read this one value.
///
/// Keys, examples and subcommands are built only when they are looked at, so a process pays for the command
/// it runs and not for the whole tree.
public struct Command: Sendable {
  /// The word on the command line; of the root, the program's name.
  public let name: String
  /// One line, for the list of commands.
  public let summary: String
  /// Paragraphs, parted by empty lines; indented lines stay as they are.
  public let discussion: String
  /// Other words for it, not shown in lists.
  public let aliases: [String]
  /// The heading it is listed under.
  public let section: String
  /// Accepted, but not shown.
  public let isHidden: Bool
  /// What to do with arguments that are not declared.
  public let unknownArguments: UnknownArguments

  private let makeKeys: @Sendable () -> [any Declared]
  private let makeExamples: @Sendable () -> [Example]
  private let makeSubcommands: @Sendable () -> [Command]

  /// Declares a command. One that has subcommands is a group: it does nothing by itself, and its options (the
  /// root's: the global options) are accepted by every command below it.
  public init(
    name: String,
    summary: String,
    discussion: String = "",
    keys: @autoclosure @escaping @Sendable () -> [any Declared] = [],
    examples: @autoclosure @escaping @Sendable () -> [Example] = [],
    subcommands: @autoclosure @escaping @Sendable () -> [Command] = [],
    aliases: [String] = [],
    section: String = "Commands",
    hidden: Bool = false,
    unknownArguments: UnknownArguments = .reject
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.aliases = aliases
    self.section = section
    self.isHidden = hidden
    self.unknownArguments = unknownArguments
    makeKeys = keys
    makeExamples = examples
    makeSubcommands = subcommands
  }

  /// The flags, options and arguments, in the order of help.
  public var keys: [Declaration] { makeKeys().map { $0.declaration } }
  /// Command lines to learn from.
  public var examples: [Example] { makeExamples() }
  /// The commands of a group.
  public var subcommands: [Command] { makeSubcommands() }

  func answers(to word: String) -> Bool {
    sameBytes(name, word) || aliases.contains { sameBytes($0, word) }
  }
}

/// A command in its place in the tree.
struct Node {
  /// The names that lead to it, without the program's.
  let path: [String]
  let command: Command
  /// Its own keys.
  let keys: [Declaration]
  /// The options of the root, unless this is the root.
  let global: [Declaration]
  /// The options of the groups between the root and it.
  let inheritedBelowRoot: [Declaration]
  let subcommands: [Command]

  init(root: Command) {
    self.init(path: [], command: root, global: [], inheritedBelowRoot: [])
  }

  private init(path: [String], command: Command, global: [Declaration], inheritedBelowRoot: [Declaration]) {
    self.path = path
    self.command = command
    self.keys = command.keys
    self.global = global
    self.inheritedBelowRoot = inheritedBelowRoot
    self.subcommands = command.subcommands
  }

  var inherited: [Declaration] { global + inheritedBelowRoot }
  var options: [Declaration] { keys.filter { $0.form != .argument } }
  var arguments: [Declaration] { keys.filter { $0.form == .argument } }
  var visibleOptions: [Declaration] { options.filter { !$0.isHidden } }
  var visibleInherited: [Declaration] { inherited.filter { !$0.isHidden } }
  var visibleSubcommands: [Command] { subcommands.filter { !$0.isHidden } }
  var isGroup: Bool { !subcommands.isEmpty }

  func child(_ command: Command) -> Node {
    Node(
      path: path + [command.name], command: command, global: path.isEmpty ? options : global,
      inheritedBelowRoot: path.isEmpty ? [] : inheritedBelowRoot + options)
  }
}

extension Command {
  /// The node of a path of names or aliases; of a path that leads nowhere, the last node on the way.
  func node(at path: [String]) -> Node {
    var node = Node(root: self)
    for word in path {
      guard let next = node.subcommands.first(where: { $0.answers(to: word) }) else { break }
      node = node.child(next)
    }
    return node
  }

  /// Every node, each before those below it.
  func nodes(includingHidden: Bool) -> [Node] {
    func below(_ node: Node) -> [Node] {
      let commands = includingHidden ? node.subcommands : node.visibleSubcommands
      return [node] + commands.flatMap { below(node.child($0)) }
    }
    return below(Node(root: self))
  }

  /// The program's name and a path, as typed.
  func spelled(_ path: [String]) -> String {
    ([name] + path).joined(separator: " ")
  }
}
