/// A place in YAML text.
public struct YAMLMark: Equatable, Sendable {
  /// The offset in bytes in the input.
  public var offset: Int
  /// The line, from 0.
  public var line: Int
  /// The column in characters (Unicode scalars), from 0.
  public var column: Int

  /// A place in YAML text.
  public init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }
}

/// How a scalar is written.
public enum YAMLStyle: Equatable, Sendable {
  case plain, singleQuoted, doubleQuoted, literal, folded
}

/// A key and its value in a mapping.
public struct YAMLEntry: Equatable, Sendable {
  /// The key, which may be any node.
  public var key: YAMLNode
  /// The value: an empty plain scalar where nothing is written.
  public var value: YAMLNode

  /// A key and its value.
  public init(key: YAMLNode, value: YAMLNode) {
    self.key = key
    self.value = value
  }
}

/// A node as it is written: no tag is resolved, no alias followed, no scalar given a type.
public struct YAMLNode: Equatable, Sendable {
  /// What a node is.
  public enum Content: Equatable, Sendable {
    case scalar(String, YAMLStyle)
    case sequence([YAMLNode], flow: Bool)
    case mapping([YAMLEntry], flow: Bool)
    case alias(String)
  }

  /// What the node is and holds.
  public var content: Content
  /// Where the node begins, its tag and anchor included.
  public var outerStart: YAMLMark
  /// Where the node's own text begins, after its tag and anchor.
  public var start: YAMLMark
  /// Where the node's own text ends.
  public var end: YAMLMark
  /// The tag with its handle resolved (`!!str` is `tag:yaml.org,2002:str`), if one is written.
  public var tag: String?
  /// The anchor, without `&`, if one is written.
  public var anchor: String?

  /// The bytes of the node's own text: without tag and anchor, and without blanks, comments or empty lines
  /// after it. A block scalar counts from its indicator to the end of its last line, a block collection to the
  /// end of its last child. Empty where nothing is written.
  public var range: Range<Int> { start.offset..<end.offset }

  /// The text of a scalar.
  public var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The style of a scalar.
  public var style: YAMLStyle? {
    if case .scalar(_, let style) = content { style } else { nil }
  }

  /// The items of a sequence.
  public var items: [YAMLNode]? {
    if case .sequence(let items, _) = content { items } else { nil }
  }

  /// The entries of a mapping in the order of writing; a key may come twice.
  public var entries: [YAMLEntry]? {
    if case .mapping(let entries, _) = content { entries } else { nil }
  }

  /// True for a sequence or mapping in brackets or braces.
  public var isFlow: Bool {
    switch content {
    case .sequence(_, let flow), .mapping(_, let flow): flow
    case .scalar, .alias: false
    }
  }

  /// The value of the first entry whose key is a scalar of exactly this text.
  public subscript(key: String) -> YAMLNode? {
    entries?.first { entry in
      // Compared by bytes: == on strings would also take another composition of an accent.
      entry.key.text.map { $0.utf8.elementsEqual(key.utf8) } ?? false
    }?.value
  }
}
