/// What the shell offers for a value. Listed choices complete by themselves.
public enum Completion: Sendable, Equatable {
  /// Nothing to offer.
  case none
  /// Paths of files.
  case file
  /// Paths of directories.
  case directory
  /// The lines that a shell command prints, each up to its first tab.
  case command(String)
}

/// What is known of one flag, option or positional argument, whatever its Swift type.
///
/// A class only because it is shared, never copied: a command's table of keys costs one pointer a key.
public final class Declaration: Sendable {
  /// How it stands on the command line.
  public enum Form: Sendable {
    /// `--json`
    case flag
    /// `--title TEXT`
    case option
    /// `REF`, known by its position.
    case argument
  }

  /// How it stands on the command line.
  public let form: Form
  /// The long name without dashes; of an argument, its placeholder.
  public let name: String
  /// The letter after a single dash.
  public let short: Character?
  /// What stands for the value in help.
  public let placeholder: String
  /// One line of help.
  public let summary: String
  /// Whether each further value is kept too.
  public let isRepeatable: Bool
  /// Whether its absence is a usage error.
  public let isRequired: Bool
  /// The values to list in help and completions.
  public let choices: [String]
  /// What a value should be, for the message that refuses one: "a whole number".
  public let expected: String
  /// The value taken when none is given.
  public let defaultText: String?
  /// The environment variable that serves when the command line says nothing.
  public let environment: String?
  /// What the shell offers for a value.
  public let completion: Completion
  /// Accepted, but not shown.
  public let isHidden: Bool

  let shortByte: UInt8?
  let convert: Conversion

  /// Why words could not become a value.
  enum Rejection: Error {
    case absent
    case refused(String)
  }

  /// Makes the words that were given into a `Box` of the key's type.
  typealias Conversion = @Sendable ([String]) throws(Rejection) -> any Sendable

  init(
    _ form: Form, _ name: String, short: Character? = nil, placeholder: String = "", summary: String,
    isRepeatable: Bool = false, isRequired: Bool = false, choices: [String] = [], expected: String = "",
    defaultText: String? = nil, environment: String? = nil, completion: Completion = .none,
    isHidden: Bool = false, convert: @escaping Conversion
  ) {
    self.form = form
    self.name = name
    self.short = short
    self.placeholder = placeholder
    self.summary = summary
    self.isRepeatable = isRepeatable
    self.isRequired = isRequired
    self.choices = choices
    self.expected = expected
    self.defaultText = defaultText
    self.environment = environment
    self.completion = completion
    self.isHidden = isHidden
    self.shortByte = short?.asciiValue
    self.convert = convert
  }

  /// `--title`, or `REF` for an argument: what a message calls it.
  var shown: String {
    form == .argument ? name : "--" + name
  }

  /// Every spelling on the command line, the short one first.
  var spellings: [String] {
    guard form != .argument else { return [] }
    return (short.map { ["-\($0)"] } ?? []) + ["--" + name]
  }
}

/// Holds a value of a key's type among values of other types.
struct Box<Value: Sendable>: Sendable {
  let value: Value
}
