import JSON

extension JSON {
  /// The first of these members that is a text and not empty.
  func text(_ keys: String...) -> String? {
    for key in keys { if let text = self[key]?.text, !text.isEmpty { return text } }
    return nil
  }

  /// The bytes of the first of these members that is a text, or a list of parts with texts.
  func words(_ keys: String...) -> [UInt8]? {
    for key in keys {
      guard let value = self[key] else { continue }
      if let text = value.text { return Array(text.utf8) }
      if let parts = value.items {
        return Array(parts.compactMap { $0.text ?? $0["text"]?.text }.joined(separator: "\n").utf8)
      }
    }
    return nil
  }

  /// The files that a tool was told to change.
  func changedFiles(_ input: JSON?) -> [String] {
    guard var input else { return [] }
    // Some agents hand the arguments over as a text of JSON.
    if let text = input.text, let parsed = try? JSON.parse(Array(text.utf8)) { input = parsed }
    if let path = input.text("file_path", "filePath", "notebook_path", "path", "target_file") {
      return [path]
    }
    let patch = input.text ?? input.text("input", "patch", "command")
    return patch.map(PatchText.files) ?? []
  }
}

/// The form of patch that Codex and others edit files with.
enum PatchText {
  private static let marks = ["*** Update File: ", "*** Add File: ", "*** Delete File: ", "*** Move to: "]

  /// The files that a patch names.
  static func files(_ patch: String) -> [String] {
    var files: [String] = []
    for line in patch.utf8.split(separator: UInt8(ascii: "\n")) {
      for mark in marks where line.starts(with: mark.utf8) {
        let name = String(decoding: line.dropFirst(mark.utf8.count).prefix { $0 != 0x0D }, as: UTF8.self)
        if !files.contains(name) { files.append(name) }
      }
    }
    return files
  }
}
