import Database
import History
import Platform

/// How an index is, without a refresh.
public struct IndexStatus: Equatable, Sendable {
  /// Where it lies; nil if there is none.
  public var path: Path?
  /// How large its file is.
  public var bytes = 0
  /// How many records are in it.
  public var records = 0
  /// Files that the next command will read.
  public var changed = 0
  /// Files that are gone.
  public var gone = 0
  /// Why it can't be used.
  public var fault: String?
}

extension Index {
  /// Looks at a project's index and its files, and changes neither.
  public static func status(of project: Project) throws(IndexError) -> IndexStatus {
    var status = IndexStatus()
    var known: [[UInt8]: [UInt8]] = [:]
    for path in IndexFile.places(for: project) {
      guard let file = (try? Files.status(of: path)) ?? nil, file.kind == .file else { continue }
      status.path = path
      status.bytes = Int(file.size)
      do throws(DatabaseError) {
        let database = try Database(path: path.bytes, mode: .readOnly, options: .noLinks)
        try database.harden()
        if Schema.fits(database) {
          let count = try database.prepare("SELECT count(*) FROM records")
          if try count.step() { status.records = count.int(0) }
          let folders = try database.prepare("SELECT path, entries FROM folders")
          while try folders.step() { known[folders.bytes(0)] = folders.bytes(1) }
        } else {
          status.fault = "it is not an index of this version"
        }
      } catch {
        status.fault = error.message
      }
      break
    }
    do throws(HistoryError) {
      let survey = try Survey(project, known: known) { Stamp.nanoseconds(Clock.now()) }
      status.changed = survey.folders.reduce(0) { $0 + $1.files.count { $0.old?.stamp != $0.stamp } }
      status.gone =
        survey.folders.reduce(0) { $0 + $1.gone.count } + survey.gone.reduce(0) { $0 + $1.entries.count }
    } catch {
      throw .history(error)
    }
    return status
  }
}
