// The options. The ones that take text come first; each is a case of the typed one below it.

extension Key where Value == String? {
  /// `--name TEXT`: text, or nil.
  public static func option(
    _ name: String, short: Character? = nil, _ placeholder: String, _ summary: String,
    choices: [String] = [], environment: String? = nil, completion: Completion = .none, hidden: Bool = false
  ) -> Key {
    .option(
      name, short: short, placeholder, summary, as: .choice(choices), environment: environment,
      completion: completion, hidden: hidden)
  }
}

extension Key where Value == String {
  /// `--name TEXT`: text, or the default.
  public static func option(
    _ name: String, short: Character? = nil, _ placeholder: String, _ summary: String,
    choices: [String] = [], default: String, environment: String? = nil, completion: Completion = .none,
    hidden: Bool = false
  ) -> Key {
    .option(
      name, short: short, placeholder, summary, as: .choice(choices), default: `default`,
      environment: environment, completion: completion, hidden: hidden)
  }
}

extension Key where Value == [String] {
  /// `--name TEXT`, any number of times.
  public static func options(
    _ name: String, short: Character? = nil, _ placeholder: String, _ summary: String,
    choices: [String] = [], completion: Completion = .none, hidden: Bool = false
  ) -> Key {
    .options(
      name, short: short, placeholder, summary, as: .choice(choices), completion: completion, hidden: hidden)
  }
}

extension Key {
  /// `--name VALUE`: a value of a type, or nil.
  public static func option<Element>(
    _ name: String, short: Character? = nil, _ placeholder: String, _ summary: String,
    as kind: ValueKind<Element>, environment: String? = nil, completion: Completion = .none,
    hidden: Bool = false
  ) -> Key where Value == Element? {
    Key(
      declaration: Declaration(
        .option, name, short: short, placeholder: placeholder, summary: summary, choices: kind.choices,
        expected: kind.expected, environment: environment, completion: completion, isHidden: hidden,
        convert: kind.perhaps))
  }

  /// `--name VALUE`: a value of a type; the default is written as the user would write it.
  public static func option(
    _ name: String, short: Character? = nil, _ placeholder: String, _ summary: String,
    as kind: ValueKind<Value>, default: String, environment: String? = nil, completion: Completion = .none,
    hidden: Bool = false
  ) -> Key {
    Key(
      declaration: Declaration(
        .option, name, short: short, placeholder: placeholder, summary: summary, choices: kind.choices,
        expected: kind.expected, defaultText: `default`, environment: environment, completion: completion,
        isHidden: hidden, convert: kind.one))
  }

  /// `--name VALUE`, any number of times.
  public static func options<Element>(
    _ name: String, short: Character? = nil, _ placeholder: String, _ summary: String,
    as kind: ValueKind<Element>, completion: Completion = .none, hidden: Bool = false
  ) -> Key where Value == [Element] {
    Key(
      declaration: Declaration(
        .option, name, short: short, placeholder: placeholder, summary: summary, isRepeatable: true,
        choices: kind.choices, expected: kind.expected, completion: completion, isHidden: hidden,
        convert: kind.list(atLeastOne: false)))
  }
}
