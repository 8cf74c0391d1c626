// The positional arguments. The ones that take text come first; each is a case of the typed one below it.

extension Key where Value == String {
  /// A positional argument that must be there.
  public static func argument(
    _ placeholder: String, _ summary: String, choices: [String] = [], completion: Completion = .none
  ) -> Key {
    .argument(placeholder, summary, as: .choice(choices), completion: completion)
  }
}

extension Key where Value == String? {
  /// A positional argument that may be left out.
  public static func optionalArgument(
    _ placeholder: String, _ summary: String, choices: [String] = [], completion: Completion = .none
  ) -> Key {
    .optionalArgument(placeholder, summary, as: .choice(choices), completion: completion)
  }
}

extension Key where Value == [String] {
  /// All the words from here on; at least one if `required`.
  public static func arguments(
    _ placeholder: String, _ summary: String, required: Bool = false, choices: [String] = [],
    completion: Completion = .none
  ) -> Key {
    .arguments(placeholder, summary, as: .choice(choices), required: required, completion: completion)
  }
}

extension Key {
  /// A positional argument of a type, that must be there.
  public static func argument(
    _ placeholder: String, _ summary: String, as kind: ValueKind<Value>, completion: Completion = .none
  ) -> Key {
    Key(
      declaration: Declaration(
        .argument, placeholder, placeholder: placeholder, summary: summary, isRequired: true,
        choices: kind.choices, expected: kind.expected, completion: completion, convert: kind.one))
  }

  /// A positional argument of a type, that may be left out.
  public static func optionalArgument<Element>(
    _ placeholder: String, _ summary: String, as kind: ValueKind<Element>, completion: Completion = .none
  ) -> Key where Value == Element? {
    Key(
      declaration: Declaration(
        .argument, placeholder, placeholder: placeholder, summary: summary, choices: kind.choices,
        expected: kind.expected, completion: completion, convert: kind.perhaps))
  }

  /// All the words from here on, of a type; at least one if `required`.
  public static func arguments<Element>(
    _ placeholder: String, _ summary: String, as kind: ValueKind<Element>, required: Bool = false,
    completion: Completion = .none
  ) -> Key where Value == [Element] {
    Key(
      declaration: Declaration(
        .argument, placeholder, placeholder: placeholder, summary: summary, isRepeatable: true,
        isRequired: required, choices: kind.choices, expected: kind.expected, completion: completion,
        convert: kind.list(atLeastOne: required)))
  }
}
