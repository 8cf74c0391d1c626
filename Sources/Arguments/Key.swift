/// Anything that can stand in a command's list of keys.
public protocol Declared: Sendable {
  /// What is known of the key, whatever its type.
  var declaration: Declaration { get }
}

/// A typed key: the declaration of a flag, option or argument, and what reads its value from `Parsed`.
///
/// Declare it as a `static let`: a key is known by its identity.
///
///     static let title = Key.option("title", short: "t", "TEXT", "what the prompt was about")
///     …
///     parsed[title]  // String?
public struct Key<Value: Sendable>: Declared {
  /// What is known of the key, whatever its type.
  public let declaration: Declaration
}

extension Key where Value == Bool {
  /// `--name`: present or not.
  public static func flag(
    _ name: String, short: Character? = nil, _ summary: String, hidden: Bool = false
  ) -> Key {
    Key(
      declaration: Declaration(
        .flag, name, short: short, summary: summary, isHidden: hidden,
        convert: { (words) throws(Declaration.Rejection) in Box(value: !words.isEmpty) }))
  }
}

extension ValueKind {
  func value(_ word: String) throws(Declaration.Rejection) -> Value {
    guard let value = parse(word) else { throw .refused(word) }
    return value
  }

  /// The one value there must be.
  var one: Declaration.Conversion {
    { (words) throws(Declaration.Rejection) in
      guard let word = words.first else { throw .absent }
      return Box(value: try value(word))
    }
  }

  /// A value, or nil.
  var perhaps: Declaration.Conversion {
    { (words) throws(Declaration.Rejection) in
      guard let word = words.first else { return Box<Value?>(value: nil) }
      return Box<Value?>(value: try value(word))
    }
  }

  /// All values, in order.
  func list(atLeastOne: Bool) -> Declaration.Conversion {
    { (words) throws(Declaration.Rejection) in
      if atLeastOne && words.isEmpty { throw .absent }
      var values: [Value] = []
      for word in words { values.append(try value(word)) }
      return Box(value: values)
    }
  }
}
