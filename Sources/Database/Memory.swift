import CSQLite

extension Database {
  /// The most memory that the cache of this connection's pages takes.
  public func setCacheSize(kibibytes: Int) throws(DatabaseError) {
    try pragma("cache_size", -max(0, kibibytes))
  }

  /// Gives back what memory the connection can do without.
  public func releaseMemory() { sqlite3_db_release_memory(handle) }

  /// How much memory the SQLite library uses in this process.
  public static var memoryUsed: Int { Int(sqlite3_memory_used()) }

  /// How much memory the library should keep to in this process, at the expense of its caches; 0 is no limit.
  /// What the limit was.
  @discardableResult
  public static func setSoftHeapLimit(bytes: Int) -> Int {
    Int(sqlite3_soft_heap_limit64(Int64(max(0, bytes))))
  }

  /// The database as the bytes of a file.
  public func serialized() throws(DatabaseError) -> [UInt8] {
    var size: sqlite3_int64 = 0
    guard let bytes = sqlite3_serialize(handle, "main", &size, 0) else {
      // An empty database has no pages and so no address.
      let code = sqlite3_extended_errcode(handle)
      if [SQLITE_OK, SQLITE_ROW, SQLITE_DONE].contains(code), size == 0 { return [] }
      throw connection.error(code == SQLITE_OK ? SQLITE_NOMEM : code)
    }
    defer { sqlite3_free(bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: Int(size)))
  }

  /// A database in memory with what the bytes of a file hold; the file is not touched.
  public static func inMemory(copying file: [UInt8]) throws(DatabaseError) -> Database {
    let database = try inMemory()
    guard !file.isEmpty else { return database }
    guard let start = sqlite3_malloc64(UInt64(file.count)) else {
      throw DatabaseError(code: SQLITE_NOMEM, message: "out of memory")
    }
    let copy = UnsafeMutableRawBufferPointer(start: start, count: file.count)
    copy.copyBytes(from: file)
    // In memory there is no write-ahead log; a file that says it has one can't be read.
    if copy.count > 19, copy[18] == 2, copy[19] == 2 { (copy[18], copy[19]) = (1, 1) }
    let size = Int64(file.count)
    let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
    try database.connection.check(
      sqlite3_deserialize(
        database.handle, "main", start.assumingMemoryBound(to: UInt8.self), size, size, flags))
    return database
  }
}
