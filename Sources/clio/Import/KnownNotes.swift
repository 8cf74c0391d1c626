import History
import Platform
import Records

/// The notes that have a record.
struct KnownNotes {
  private var paths: [String: Path] = [:]

  init(_ project: Project) throws {
    for found in try project.records() {
      if let uid = found.record?.uid { paths[Self.name(in: uid)] = found.file.path }
    }
  }

  /// The identity of what a note becomes: the same but for its time, whenever it is given.
  static func identity(_ note: [UInt8], as kind: Kind) -> String {
    UID(milliseconds: Clock.now().milliseconds, of: Array(kind.rawValue.utf8) + [.newline] + note).description
  }

  /// What follows the time in an identity.
  private static func name(in uid: String) -> String {
    String(decoding: uid.utf8.dropFirst(13), as: UTF8.self)
  }

  /// The record with an identity, whatever its time.
  subscript(_ identity: String) -> Path? {
    get { paths[Self.name(in: identity)] }
    set { paths[Self.name(in: identity)] = newValue }
  }
}
