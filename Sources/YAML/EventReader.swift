import CYAML

/// Owns a libyaml parser and its latest event.
struct EventReader: ~Copyable {
  // On the heap, because libyaml keeps a pointer to the parser inside the parser.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>

  /// Reads `bytes`, which must outlive the reader.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(YAMLError) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) != 0 else {
      parser.deallocate()
      throw YAMLError(problem: "out of memory", mark: YAMLMark(offset: 0, line: 0, column: 0))
    }
    // Set, so that nothing is taken for UTF-16.
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    self.parser = parser
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
  }

  deinit {
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    event.deallocate()
    parser.deallocate()
  }

  /// Moves on to the next event; what `current` gave before is gone then. False if there is an error.
  func advance() -> Bool {
    yaml_event_delete(event)
    return yaml_parser_parse(parser, event) != 0
  }

  /// The latest event.
  var current: UnsafeMutablePointer<yaml_event_t> { event }

  /// What made `advance` fail.
  var failure: (problem: String, context: String?, mark: yaml_mark_t, contextMark: yaml_mark_t) {
    (
      parser.pointee.problem.map { String(cString: $0) } ?? "out of memory",
      parser.pointee.context.map { String(cString: $0) },
      parser.pointee.problem_mark, parser.pointee.context_mark
    )
  }
}
