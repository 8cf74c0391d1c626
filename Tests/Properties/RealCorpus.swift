import Foundation

/// Real records, notes and transcripts that nobody here wrote; they are no part of the repository.
public enum RealCorpus {
  /// `CLIO_CORPUS`, else `../shared/corpus` beside the package.
  public static let folder: URL = {
    if let given = ProcessInfo.processInfo.environment["CLIO_CORPUS"], !given.isEmpty {
      return URL(filePath: given).resolvingSymlinksInPath()
    }
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return package.deletingLastPathComponent().appending(path: "shared/corpus").resolvingSymlinksInPath()
  }()

  /// Whether something is there below it. If not, what can't be tested is said loudly.
  public static func has(_ path: String = "", for purpose: String) -> Bool {
    let place = path.isEmpty ? folder : folder.appending(path: path)
    if FileManager.default.fileExists(atPath: place.path) { return true }
    print("SKIPPED: there is no \(place.path); set CLIO_CORPUS to run the tests over \(purpose)")
    return false
  }
}
