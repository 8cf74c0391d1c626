import Database
import History
import Platform
import Records

/// The index of a project, fresh: every reading command opens it so, and asks it.
public final class Index {
  /// The project.
  public let project: Project
  /// Where the index lies; nil if it is kept in memory for want of a place.
  public let path: Path?
  /// What a user should know, such as that a damaged index was replaced.
  public private(set) var notes: [String] = []
  /// Hears of such things as they happen, once it is set.
  public var tell: ((String) -> Void)?
  /// The records that changed and could not be written, because another process is writing.
  var overlay: Database?
  /// Rows of the database that are not so any more.
  var hidden: Set<Int64> = []
  private(set) var database: Database
  /// The measure of how well a record fits.
  let relevance = Relevance()
  /// What the search at hand knows of the words of the index.
  var vocabulary = Vocabulary([])
  let now: () -> Int64
  let progress: Progress?

  /// Called while a long build goes on, with how many files are done and how many there are.
  public typealias Progress = (_ done: Int, _ all: Int) -> Void

  /// Opens the index of a project and brings it up to date, or builds it anew.
  public convenience init(_ project: Project, anew: Bool = false, progress: Progress? = nil)
    throws(IndexError)
  {
    try self.init(project, anew: anew, progress: progress) { Stamp.nanoseconds(Clock.now()) }
  }

  init(
    _ project: Project, anew: Bool = false, progress: Progress?, now: @escaping () -> Int64
  ) throws(IndexError) {
    self.project = project
    self.progress = progress
    self.now = now
    (database, path, notes) = try Self.open(project)
    do throws(IndexError) {
      try makeRelevanceKnown()
      if anew { try startAnew() } else { try refresh() }
    } catch {
      guard case .database(let fault, _) = error, isDamage(fault) else { throw error }
      try startAnew(because: fault.message)
      try makeRelevanceKnown()
    }
  }

  private func makeRelevanceKnown() throws(IndexError) {
    try attempting("open the index") { () throws(DatabaseError) in try relevance.register(in: database) }
  }

  private static func open(_ project: Project) throws(IndexError) -> (Database, Path?, [String]) {
    var notes: [String] = []
    for file in IndexFile.candidates(for: project) {
      guard let (database, replaced) = try? file.open() else { continue }
      if let replaced { notes.append("the index was made anew: \(replaced)") }
      return (database, file.path, notes)
    }
    // Nowhere to write, or nothing to index: the answer is the same, only slower the next time.
    do throws(DatabaseError) {
      let database = try Database.inMemory()
      try Schema.create(in: database)
      return (database, nil, notes)
    } catch {
      throw .database(error, doing: "make an index in memory")
    }
  }

  /// Empties the index and builds it again. Others see the old index or the new one, unless the old one is damaged.
  public func startAnew(because reason: String? = nil) throws(IndexError) {
    if let reason { note("the index was made anew: \(reason)") }
    letGo()
    try attempting("rebuild the index") { () throws(DatabaseError) in
      if reason == nil, isSound {
        try replaceAll()
      } else {
        try database.reset()
        try database.pragma("journal_mode", "WAL")
        try Schema.create(in: database)
      }
    }
    try refresh()
  }

  private var isSound: Bool {
    Schema.fits(database) && (try? database.integrityCheck(limit: 1, quick: true)) == []
  }

  /// Asks the index; if it turns out to be damaged, it is built anew and asked again.
  func mending<Result>(
    _ doing: String, _ body: () throws(DatabaseError) -> Result
  ) throws(IndexError) -> Result {
    do throws(DatabaseError) {
      return try body()
    } catch {
      guard isDamage(error) else { throw .database(error, doing: doing) }
      try startAnew(because: error.message)
      return try attempting(doing, body)
    }
  }

  func note(_ text: String) {
    notes.append(text)
    tell?(text)
  }

  /// Whether an error can be mended by making the index anew. Our statements are right, and what they insert is new: where
  /// SQLite finds an error in one, or a record that is there already, the file is not as it was written.
  private func isDamage(_ error: DatabaseError) -> Bool {
    error.isCorrupt || error.isNotADatabase || error.isLogic || error.isConstraint || !Schema.fits(database)
  }

  func attempting<Result>(
    _ doing: String, _ body: () throws(DatabaseError) -> Result
  ) throws(IndexError) -> Result {
    do throws(DatabaseError) {
      return try body()
    } catch {
      throw .database(error, doing: doing)
    }
  }
}
