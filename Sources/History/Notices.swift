import Platform
import Synchronization

/// What is noticed on the way and hinders nothing. The words for it are chosen by the program.
public enum Notice: Hashable, Sendable {
  /// A symbolic link in the place of a record folder, relative to the root: it was not followed.
  case skippedLink(Path)
  /// A folder in which there are or may be records, relative to the root: the user may not look into it.
  case unreadableFolder(Path, SystemError)
}

/// The notices of a run, to be told at its end: each one once, in the order in which they came.
public final class Notices: Sendable {
  private let notices = Mutex<[Notice]>([])

  /// A collection with nothing in it.
  public init() {}

  func add(_ notice: Notice) {
    notices.withLock { if !$0.contains(notice) { $0.append(notice) } }
  }

  /// Everything that was noticed so far.
  public var all: [Notice] { notices.withLock { $0 } }
}
