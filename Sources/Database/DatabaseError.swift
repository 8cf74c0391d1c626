import CSQLite

/// Why SQLite did not do what it was asked to.
public struct DatabaseError: Error, Equatable, Sendable, CustomStringConvertible {
  /// SQLite's extended result code.
  public var code: Int32
  /// What SQLite says about it.
  public var message: String
  /// The statement that failed.
  public var sql: String?

  /// Why something failed.
  public init(code: Int32, message: String, sql: String? = nil) {
    self.code = code
    self.message = message
    self.sql = sql
  }

  /// The result code without its extension.
  public var primaryCode: Int32 { code & 0xFF }

  /// Another connection holds the lock that was needed.
  public var isBusy: Bool { primaryCode == SQLITE_BUSY }
  /// Another statement of this connection is in the way.
  public var isLocked: Bool { primaryCode == SQLITE_LOCKED }
  /// What the file holds is damaged, or a full-text index is.
  public var isCorrupt: Bool { primaryCode == SQLITE_CORRUPT }
  /// The file is something else.
  public var isNotADatabase: Bool { primaryCode == SQLITE_NOTADB }
  /// The disk is full, or the database may not grow.
  public var isFull: Bool { primaryCode == SQLITE_FULL }
  /// The database can't be written.
  public var isReadOnly: Bool { primaryCode == SQLITE_READONLY }
  /// A constraint of the schema forbids it.
  public var isConstraint: Bool { primaryCode == SQLITE_CONSTRAINT }
  /// The operating system failed to read or write.
  public var isIO: Bool { primaryCode == SQLITE_IOERR }
  /// The progress handler or an interrupter stopped it.
  public var isInterrupted: Bool { primaryCode == SQLITE_INTERRUPT }
  /// The file, or one that belongs to it, can't be opened.
  public var isCannotOpen: Bool { primaryCode == SQLITE_CANTOPEN }
  /// A value is longer than the limit.
  public var isTooBig: Bool { primaryCode == SQLITE_TOOBIG }
  /// The calling code asked for something that makes no sense.
  public var isMisuse: Bool { primaryCode == SQLITE_MISUSE || primaryCode == SQLITE_RANGE }

  /// The message and the code, for people.
  public var description: String { "\(message) (SQLite \(code))" }

  /// What the file holds can't be right, though SQLite didn't notice.
  public static func corrupt(_ message: String) -> Self { Self(code: SQLITE_CORRUPT, message: message) }

  static func misuse(_ message: String, sql: String? = nil) -> Self {
    Self(code: SQLITE_MISUSE, message: message, sql: sql)
  }

  /// A statement can't be run on what is there: a table or a column is missing, or is another one.
  public var isLogic: Bool { primaryCode == SQLITE_ERROR }
}
