/// Why text is not YAML, or not YAML that is accepted.
public struct YAMLError: Error, Equatable, Sendable {
  /// What is wrong.
  public var problem: String
  /// What was being read.
  public var context: String?
  /// Where it is wrong.
  public var mark: YAMLMark
  /// Where that which was being read began.
  public var contextMark: YAMLMark?

  /// Why text is not YAML.
  public init(problem: String, context: String? = nil, mark: YAMLMark, contextMark: YAMLMark? = nil) {
    self.problem = problem
    self.context = context
    self.mark = mark
    self.contextMark = contextMark
  }
}

/// Reading of YAML text.
public enum YAML {
  /// How much is read before parsing is given up.
  public struct Limits: Equatable, Sendable {
    /// The most bytes of input.
    public var maximumBytes: Int
    /// The most collections around one another: libyaml's time grows with the square of it.
    public var maximumDepth: Int
    /// The most nodes.
    public var maximumNodes: Int

    /// Limits for one text.
    public init(maximumBytes: Int = 1 << 20, maximumDepth: Int = 64, maximumNodes: Int = 100_000) {
      self.maximumBytes = maximumBytes
      self.maximumDepth = maximumDepth
      self.maximumNodes = maximumNodes
    }

    /// 1 MiB, 64 deep, 100,000 nodes.
    public static let standard = Limits()
  }

  /// The root of the first document; nil if there is none or it is empty.
  ///
  /// The input is UTF-8; a byte order mark is skipped. A second document is an error unless
  /// `allowingMoreDocuments`, which leaves what follows the first unread. Text that is plain enough isn't given to
  /// libyaml, unless `onlyByLibrary`, which changes nothing but the time that it takes.
  public static func parse(
    _ input: [UInt8], limits: Limits = .standard, allowingMoreDocuments: Bool = false,
    onlyByLibrary: Bool = false
  ) throws(YAMLError) -> YAMLNode? {
    try parse(
      input[...], limits: limits, allowingMoreDocuments: allowingMoreDocuments, onlyByLibrary: onlyByLibrary)
  }

  /// The root of the first document in a part of a text; nil if there is none or it is empty.
  ///
  /// Offsets are indices of the slice, so they fit the whole text; lines count from the slice's beginning.
  public static func parse(
    _ input: ArraySlice<UInt8>, limits: Limits = .standard, allowingMoreDocuments: Bool = false,
    onlyByLibrary: Bool = false
  ) throws(YAMLError) -> YAMLNode? {
    let first = input.startIndex
    if input.count > limits.maximumBytes {
      throw YAMLError(
        problem: "larger than \(limits.maximumBytes) bytes", mark: YAMLMark(offset: first, line: 0, column: 0)
      )
    }
    return try input.withUnsafeBufferPointer { (bytes) throws(YAMLError) -> YAMLNode? in
      let source = try SourceText(bytes, base: first)
      if source.bytes.isEmpty { return nil }
      if !onlyByLibrary {
        var reader = PlainReader(source.bytes, base: source.base, limits: limits)
        if let root = try? reader.document() { return root }
      }
      try source.checkDirectives()
      var builder = TreeBuilder(events: try EventReader(source.bytes), source: source, limits: limits)
      return try builder.document(allowingMore: allowingMoreDocuments)
    }
  }
}
