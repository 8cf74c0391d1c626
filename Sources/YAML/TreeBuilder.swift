import CYAML

/// Makes nodes of events.
struct TreeBuilder: ~Copyable {
  private let events: EventReader
  private var source: SourceText
  private let limits: YAML.Limits
  private var nodes = 0

  init(events: consuming EventReader, source: SourceText, limits: YAML.Limits) {
    self.events = events
    self.source = source
    self.limits = limits
  }

  mutating func document(allowingMore: Bool) throws(YAMLError) -> YAMLNode? {
    try advance()  // the start of the stream
    guard try advance() == YAML_DOCUMENT_START_EVENT else { return nil }
    try advance()
    let root = try node(depth: 1)
    if !allowingMore {
      try advance()  // the end of the document
      if try advance() != YAML_STREAM_END_EVENT {
        throw failure("more than one document")
      }
    }
    return root.isNothing ? nil : root
  }

  @discardableResult
  private mutating func advance() throws(YAMLError) -> yaml_event_type_t {
    if events.advance() { return events.current.pointee.type }
    let failure = events.failure
    throw YAMLError(
      problem: failure.problem, context: failure.context, mark: source.mark(failure.mark),
      contextMark: failure.context == nil ? nil : source.mark(failure.contextMark))
  }

  /// An error at the current event.
  private mutating func failure(_ problem: String) -> YAMLError {
    YAMLError(problem: problem, mark: source.mark(events.current.pointee.start_mark))
  }

  /// The node that begins with the current event; leaves its last event current.
  private mutating func node(depth: Int) throws(YAMLError) -> YAMLNode {
    nodes += 1
    if nodes > limits.maximumNodes {
      throw failure("more than \(limits.maximumNodes) nodes")
    }
    switch events.current.pointee.type {
    case YAML_SEQUENCE_START_EVENT: return try sequence(depth: depth)
    case YAML_MAPPING_START_EVENT: return try mapping(depth: depth)
    case YAML_ALIAS_EVENT: return alias()
    default: return scalar()
    }
  }

  private mutating func alias() -> YAMLNode {
    let event = events.current
    let start = source.mark(event.pointee.start_mark)
    return YAMLNode(
      content: .alias(Self.string(event.pointee.data.alias.anchor) ?? ""), outerStart: start, start: start,
      end: source.mark(event.pointee.end_mark))
  }

  private mutating func scalar() -> YAMLNode {
    let event = events.current
    let text = UnsafeBufferPointer(
      start: event.pointee.data.scalar.value, count: event.pointee.data.scalar.length)
    let outerStart = source.mark(event.pointee.start_mark)
    var end = source.mark(event.pointee.end_mark)
    let properties = source.skippingProperties(outerStart, to: end, atMost: .max)
    let style: YAMLStyle
    switch event.pointee.data.scalar.style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: style = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: style = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: style = .literal
    case YAML_FOLDED_SCALAR_STYLE: style = .folded
    default: style = .plain
    }
    if style == .literal || style == .folded {
      end = source.endOfBlockScalar(from: properties.end, to: end, text: text)
    }
    // libyaml drops the tag "!", which says that the scalar is a string.
    let tag = Self.string(event.pointee.data.scalar.tag) ?? (properties.hasTag ? "!" : nil)
    return YAMLNode(
      content: .scalar(String(decoding: text, as: UTF8.self), style), outerStart: outerStart,
      start: properties.end, end: end, tag: tag, anchor: Self.string(event.pointee.data.scalar.anchor))
  }

  private mutating func sequence(depth: Int) throws(YAMLError) -> YAMLNode {
    let data = events.current.pointee.data.sequence_start
    var node = try collection(depth: depth, tag: data.tag, anchor: data.anchor)
    let isFlow = data.style == YAML_FLOW_SEQUENCE_STYLE
    var items: [YAMLNode] = []
    while try advance() != YAML_SEQUENCE_END_EVENT {
      items.append(try self.node(depth: depth + 1))
    }
    node.content = .sequence(items, flow: isFlow)
    node.end = endOfCollection(isFlow: isFlow, lastChild: items.last?.end)
    return node
  }

  private mutating func mapping(depth: Int) throws(YAMLError) -> YAMLNode {
    let data = events.current.pointee.data.mapping_start
    var node = try collection(depth: depth, tag: data.tag, anchor: data.anchor)
    let isFlow = data.style == YAML_FLOW_MAPPING_STYLE
    var entries: [YAMLEntry] = []
    while try advance() != YAML_MAPPING_END_EVENT {
      let key = try self.node(depth: depth + 1)
      try advance()
      var value = try self.node(depth: depth + 1)
      if !isFlow, value.isNothing, !source.isAfterColon(value.start) {
        // A key without a colon: libyaml puts its value where the next thing begins.
        (value.outerStart, value.start, value.end) = (key.end, key.end, key.end)
      }
      entries.append(YAMLEntry(key: key, value: value))
    }
    node.content = .mapping(entries, flow: isFlow)
    node.end = endOfCollection(isFlow: isFlow, lastChild: entries.last?.value.end)
    return node
  }

  /// A node that has all but its content and end.
  private mutating func collection(
    depth: Int, tag: UnsafeMutablePointer<UInt8>?, anchor: UnsafeMutablePointer<UInt8>?
  ) throws(YAMLError) -> YAMLNode {
    let outerStart = source.mark(events.current.pointee.start_mark)
    if depth > limits.maximumDepth {
      throw failure("nested more than \(limits.maximumDepth) levels deep")
    }
    // Counted, because a tag or anchor further on belongs to the first key.
    let properties = (tag == nil ? 0 : 1) + (anchor == nil ? 0 : 1)
    let start = source.skippingProperties(outerStart, to: source.end, atMost: properties).end
    return YAMLNode(
      content: .alias(""), outerStart: outerStart, start: start, end: start, tag: Self.string(tag),
      anchor: Self.string(anchor))
  }

  /// The end of the collection whose end event is current.
  private mutating func endOfCollection(isFlow: Bool, lastChild: YAMLMark?) -> YAMLMark {
    let event = events.current
    // No width: a block, or a pair in a flow sequence that has no braces of its own. Its end event stands where
    // the next thing begins.
    let hasBracket = isFlow && event.pointee.start_mark.index != event.pointee.end_mark.index
    if !hasBracket, let lastChild { return lastChild }
    return source.mark(event.pointee.end_mark)
  }

  private static func string(_ text: UnsafeMutablePointer<UInt8>?) -> String? {
    text.map { String(cString: $0) }
  }
}

extension YAMLNode {
  /// Stands for a node where nothing is written.
  fileprivate var isNothing: Bool { style == .plain && outerStart == end }
}
