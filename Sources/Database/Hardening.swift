import CSQLite

/// How far a database file is trusted, and how much it may ask for.
public struct Hardening: Sendable {
  /// Whether the file's triggers fire.
  public var allowsTriggers: Bool
  /// Whether the file's views can be read.
  public var allowsViews: Bool
  /// What the connection may use.
  public var limits: [(limit: DatabaseLimit, value: Int)]

  /// Neither triggers nor views, and the limits for a file from anywhere.
  public init(
    allowsTriggers: Bool = false, allowsViews: Bool = false,
    limits: [(limit: DatabaseLimit, value: Int)] = Self.untrustedLimits
  ) {
    self.allowsTriggers = allowsTriggers
    self.allowsViews = allowsViews
    self.limits = limits
  }

  /// Far above what a plain schema needs, and far below what a made-up one could cost.
  public static let untrustedLimits: [(limit: DatabaseLimit, value: Int)] = [
    (.length, 1 << 28), (.sqlLength, 1 << 20), (.columns, 200), (.expressionDepth, 200),
    (.compoundSelect, 50), (.programLength, 1_000_000), (.likePatternLength, 10_000), (.triggerDepth, 10),
    (.attached, 1), (.workerThreads, 0),
  ]
}

/// Something that a connection can be given less of.
public struct DatabaseLimit: Sendable, Hashable {
  let code: Int32

  /// Bytes of a text, a blob or a row.
  public static let length = Self(code: SQLITE_LIMIT_LENGTH)
  /// Bytes of a statement.
  public static let sqlLength = Self(code: SQLITE_LIMIT_SQL_LENGTH)
  /// Columns of a table, an index or a result.
  public static let columns = Self(code: SQLITE_LIMIT_COLUMN)
  /// Depth of an expression.
  public static let expressionDepth = Self(code: SQLITE_LIMIT_EXPR_DEPTH)
  /// Terms of a compound SELECT.
  public static let compoundSelect = Self(code: SQLITE_LIMIT_COMPOUND_SELECT)
  /// Instructions of a compiled statement.
  public static let programLength = Self(code: SQLITE_LIMIT_VDBE_OP)
  /// Arguments of a function.
  public static let functionArguments = Self(code: SQLITE_LIMIT_FUNCTION_ARG)
  /// Attached databases; VACUUM needs one.
  public static let attached = Self(code: SQLITE_LIMIT_ATTACHED)
  /// Bytes of a pattern of LIKE or GLOB.
  public static let likePatternLength = Self(code: SQLITE_LIMIT_LIKE_PATTERN_LENGTH)
  /// The highest number of a parameter.
  public static let parameters = Self(code: SQLITE_LIMIT_VARIABLE_NUMBER)
  /// Depth of triggers that fire triggers.
  public static let triggerDepth = Self(code: SQLITE_LIMIT_TRIGGER_DEPTH)
  /// Threads that help a statement.
  public static let workerThreads = Self(code: SQLITE_LIMIT_WORKER_THREADS)
}

extension Database {
  /// Makes a file of unknown origin safe to use; to be called before anything else.
  ///
  /// Its schema can't run functions that have side effects, nobody can write to the schema or to the tables
  /// behind a virtual table, extensions can't be loaded, a misspelt column is never taken for a string, pages
  /// are checked as they are read, and no file is mapped into memory.
  public func harden(_ hardening: Hardening = Hardening()) throws(DatabaseError) {
    let options = [
      (SQLITE_DBCONFIG_DEFENSIVE, true), (SQLITE_DBCONFIG_WRITABLE_SCHEMA, false),
      (SQLITE_DBCONFIG_TRUSTED_SCHEMA, false), (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, false),
      (SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, false), (SQLITE_DBCONFIG_DQS_DML, false),
      (SQLITE_DBCONFIG_DQS_DDL, false), (SQLITE_DBCONFIG_ENABLE_TRIGGER, hardening.allowsTriggers),
      (SQLITE_DBCONFIG_ENABLE_VIEW, hardening.allowsViews),
    ]
    for (option, value) in options {
      try connection.check(csqlite_db_config(handle, option, value ? 1 : 0))
    }
    for (limit, value) in hardening.limits { setLimit(limit, value) }
    try execute("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0")
  }

  /// Lowers or raises a limit, up to that of the library; what it was.
  @discardableResult
  public func setLimit(_ limit: DatabaseLimit, _ value: Int) -> Int {
    Int(sqlite3_limit(handle, limit.code, Int32(clamping: max(0, value))))
  }
}
