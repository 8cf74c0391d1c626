import Records

/// What a link in a record means.
enum LinkTarget: Equatable {
  /// A path that may begin at the root, in the record's own folder or in its project.
  case path([UInt8])
  /// A decision by its number.
  case decision(Int)
  /// An address, a ticket or words: nothing that could be looked up.
  case elsewhere

  /// Reads the text of a link.
  init(_ text: String) {
    var bytes = Array(text.trimmedBlanks.utf8)
    if let inner = Self.markdown(bytes) { bytes = inner }
    if let hash = bytes.firstIndex(of: .hash) {
      bytes = Array(bytes[..<hash])
    }
    if bytes.firstRange(of: Array("://".utf8)) != nil || bytes.isEmpty
      || bytes.starts(with: Array("mailto:".utf8))
    {
      self = .elsewhere
    } else if let number = Self.number(bytes) {
      self = .decision(number)
    } else if Self.isPath(bytes) {
      self = .path(bytes)
    } else {
      self = .elsewhere
    }
  }

  /// The address of `[text](address)`.
  private static func markdown(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: ")"),
      let middle = bytes.firstRange(of: Array("](".utf8))
    else { return nil }
    return Array(bytes[middle.upperBound..<(bytes.count - 1)])
  }

  /// `ADR-0007`, `ADR 7` or `0007`.
  private static func number(_ bytes: [UInt8]) -> Int? {
    var digits = bytes[...]
    if bytes.count > 4, bytes.prefix(3).map(\.lowered).elementsEqual("adr".utf8),
      [UInt8.dash, .space, UInt8(ascii: "_")].contains(bytes[3])
    {
      digits = bytes[4...]
    }
    guard !digits.isEmpty, digits.count <= RecordNumber.longest, digits.allSatisfy(\.isDigit) else {
      return nil
    }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  /// Something with a folder or a known ending in it, and no blanks: words are no path.
  private static func isPath(_ bytes: [UInt8]) -> Bool {
    guard
      !bytes.contains(where: {
        $0.isBlank || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "*")
      })
    else {
      return false
    }
    return bytes.contains(UInt8(ascii: "/")) || bytes.suffix(3).elementsEqual(".md".utf8)
  }
}

/// Where the paths begin that stand in a record.
struct LinkPlaces {
  private let path: [UInt8]
  /// The record's folder and the sub-project that it belongs to, if there is one, with a slash behind them: where
  /// nothing has to be resolved, a path follows as it is.
  private let plain: (folder: [UInt8], project: [UInt8]?)?

  private static let tops: [StaticString] = ["history", "docs", "doc", "specs"]

  /// For the paths in a file.
  init(_ path: [UInt8]) {
    self.path = path
    let slash = UInt8(ascii: "/")
    guard let last = path.lastIndex(of: slash), path[0] != slash, Self.isPlain(path) else {
      plain = nil
      return
    }
    // The sub-project ends before the first folder of records; at the root there is none.
    var start = 0
    var project: [UInt8]?
    while let end = path.index(of: slash, from: start) {
      if Self.tops.contains(where: { $0.utf8CodeUnitCount == end - start && path.hasPrefix($0, at: start) }) {
        if start > 0 { project = Array(path[..<start]) }
        break
      }
      start = end + 1
    }
    plain = (Array(path[...last]), project)
  }

  /// The first place below the root that a path may mean and that fits: from the root, from the record's folder, from
  /// the sub-project.
  func first(of bytes: [UInt8], where fits: ([UInt8]) -> Bool) -> [UInt8]? {
    guard let plain, Self.isPlain(bytes) else { return resolved(bytes).first(where: fits) }
    if fits(bytes) { return bytes }
    let beside = plain.folder + bytes
    if fits(beside) { return beside }
    guard let project = plain.project, project != plain.folder else { return nil }
    let inner = project + bytes
    return fits(inner) ? inner : nil
  }

  /// Whether a path has neither empty components nor such as begin with a dot.
  private static func isPlain(_ bytes: [UInt8]) -> Bool {
    var before = UInt8(ascii: "/")
    for byte in bytes {
      if before == UInt8(ascii: "/"), byte == before || byte == UInt8(ascii: ".") { return false }
      before = byte
    }
    return before != UInt8(ascii: "/")
  }

  private func resolved(_ bytes: [UInt8]) -> [[UInt8]] {
    let slash = UInt8(ascii: "/")
    let parts = path.split(separator: slash).map(Array.init)
    var result: [[UInt8]] = []
    func add(_ base: ArraySlice<[UInt8]>) {
      var components = Array(base)
      for component in bytes.split(separator: slash) {
        if component.elementsEqual("..".utf8) {
          guard components.popLast() != nil else { return }
        } else if !component.elementsEqual(".".utf8) {
          components.append(Array(component))
        }
      }
      let joined = Array(components.joined(separator: [slash]))
      if !joined.isEmpty, !result.contains(joined) { result.append(joined) }
    }
    let isRelative = bytes.first == UInt8(ascii: ".")
    if !isRelative { add([]) }
    add(parts.dropLast())
    if let top = parts.firstIndex(where: { part in
      Self.tops.contains { $0.utf8CodeUnitCount == part.count && part.hasPrefix($0, at: 0) }
    }), top > 0,
      !isRelative
    {
      add(parts[..<top])
    }
    if isRelative { add([]) }
    return result
  }
}

extension Subject {
  /// The record that a link means, if it is one and there is exactly one.
  func linked(_ text: String) -> [UInt8]? {
    switch LinkTarget(text) {
    case .elsewhere: return nil
    case .decision(let number):
      let found = workspace.decisions(numbered: number)
      return found.count == 1 ? found[0] : nil
    case .path(let target):
      return places.first(of: target) {
        RecordName.isRecord(Array($0.split(separator: UInt8(ascii: "/")).last ?? []))
          && workspace.presence(of: $0) == .present
      }
    }
  }
}

extension Subject {
  /// Whether a path leads nowhere, wherever it begins.
  func isNowhere(_ target: [UInt8]) -> Bool {
    places.first(of: target) { workspace.presence(of: $0) != .absent } == nil
  }
}

extension FrontMatter.Value {
  /// The texts of a value with their places.
  var placed: [(text: String, range: Range<Int>)] {
    switch self {
    case .scalar(let text, let range, _): isNull ? [] : [(text, range)]
    case .list(let items, _, _): items.flatMap(\.placed)
    default: []
    }
  }
}
