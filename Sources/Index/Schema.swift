import Database

/// The tables of the index. Plain SQLite, documented in docs/index.md: anyone may open the file and query it.
enum Schema {
  /// Another version is rebuilt, never migrated: the index is a cache.
  static let version: Int32 = 5

  /// Marks the file as ours: `CLIO` in ASCII.
  static let applicationID: Int32 = 0x434C_494F

  /// The columns of the full-text table, in order. The query language names them.
  static let textColumns = ["title", "labels", "prompt", "response", "outcome", "rest", "identifiers"]

  /// What is STRICT holds the types it declares, and SQLite's own check says so.
  static let statements = [
    """
    CREATE TABLE records (
      row INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, dialect TEXT, uid TEXT, id TEXT,
      number INTEGER, title TEXT, stage TEXT, status TEXT, date TEXT, feature TEXT, branch TEXT, user TEXT, model TEXT,
      surface TEXT, command TEXT, session TEXT, recorded TEXT, prompt_sha256 TEXT, size INTEGER NOT NULL,
      modified INTEGER NOT NULL, error TEXT, problems TEXT,
      seal INTEGER NOT NULL) STRICT
    """,
    "CREATE INDEX records_by_uid ON records (uid)",
    "CREATE INDEX records_in_doubt ON records (row) WHERE \(Query.anyDoubt)",
    "CREATE TABLE labels (row INTEGER NOT NULL, label TEXT NOT NULL) STRICT",
    "CREATE INDEX labels_by_row ON labels (row)",
    "CREATE TABLE files (row INTEGER NOT NULL, path TEXT NOT NULL) STRICT",
    "CREATE INDEX files_by_row ON files (row)",
    "CREATE TABLE tests (row INTEGER NOT NULL, name TEXT NOT NULL) STRICT",
    "CREATE INDEX tests_by_row ON tests (row)",
    "CREATE TABLE links (row INTEGER NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL) STRICT",
    "CREATE INDEX links_by_row ON links (row)",
    "CREATE TABLE folders (path BLOB PRIMARY KEY, kind TEXT NOT NULL, entries BLOB NOT NULL) STRICT, WITHOUT ROWID",
    """
    CREATE VIRTUAL TABLE texts USING fts5(
      title, labels, prompt, response, outcome, rest, identifiers, tokenize = 'porter unicode61 remove_diacritics 2')
    """,
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(texts, row)",
    // FTS5 flushes its memory at 1 MB by default; more makes a build half as long again as fast.
    "INSERT INTO texts (texts, rank) VALUES ('hashsize', 16777216)",
  ]

  /// Makes the tables of an empty database.
  static func create(in database: Database) throws(DatabaseError) {
    try database.execute("BEGIN IMMEDIATE")
    do throws(DatabaseError) {
      try make(in: database)
      try database.execute("COMMIT")
    } catch {
      try? database.execute("ROLLBACK")
      throw error
    }
  }

  /// Makes the tables, within a transaction.
  static func make(in database: Database) throws(DatabaseError) {
    for statement in statements { try database.execute(statement) }
    try database.setApplicationID(applicationID)
    try database.setUserVersion(version)
  }

  /// Removes the tables, within a transaction.
  static func drop(in database: Database) throws(DatabaseError) {
    for table in ["vocabulary", "texts", "folders", "links", "tests", "files", "labels", "records"] {
      try database.execute("DROP TABLE IF EXISTS \(table)")
    }
  }

  /// Whether a database is an index of this version: a single wrong byte in how its tables are declared would fail some
  /// later statement.
  static func fits(_ database: Database) -> Bool {
    guard (try? database.userVersion) == version, (try? database.applicationID) == applicationID,
      let declared = try? declarations(of: database)
    else { return false }
    return statements.allSatisfy { !$0.hasPrefix("CREATE") || declared.contains(Array($0.utf8)) }
      && (try? database.prepare("SELECT identifiers FROM texts LIMIT 0")) != nil
  }

  private static func declarations(of database: Database) throws(DatabaseError) -> Set<[UInt8]> {
    let statement = try database.prepare(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL", persistent: false)
    defer { statement.reset() }
    var result: Set<[UInt8]> = []
    while try statement.step() { result.insert(statement.bytes(0)) }
    return result
  }
}
