import Arguments
import History
import JSON
import Platform

enum WhereCommand: AppCommand {
  static let json = Key.flag("json", "print a JSON object")

  static let declaration = Command(
    name: "where",
    summary: "show the root, the record folders, the branch and the feature, and how they were found",
    keys: [json, RecordCommand.feature],
    examples: [
      Example("clio where", "why does clio look there?"),
      Example("clio where --json", "the same for a program"),
    ], section: "Help")

  static func run(_ session: Session) throws -> ExitStatus {
    let project = try session.project()
    let branch = project.head()?.branch
    let (current, fault) = try feature(project, session, branch)
    let missing = project.missingFolders
    let places = project.recordPlaces()
    if session[json] {
      session.print([
        "root": .text(bytes: project.root.path.bytes), "root_reason": .string(project.root.reason),
        "folders": .array(
          places.map { ["path": .text(bytes: $0.folder.bytes), "kind": .string($0.kind.rawValue)] }),
        "branch": branch.map { .string($0) } ?? .null,
        "feature": current.feature.map { .string($0.name) } ?? .null,
        "feature_reason": .string(current.reason), "feature_fault": fault.map { .string($0) } ?? .null,
        "missing_folders": .array(missing.map { .string($0.folder) }),
        "state": project.existingStateFolders().first.map { .text(bytes: $0.path.bytes) } ?? .null,
      ])
      return .done
    }
    if !missing.isEmpty {
      let named = missing.map { "\($0.folder)/ (\($0.key))" }.joined(separator: ", ")
      session.note("\(Configuration.fileName) names folders that are not there: \(named)")
    }
    session.printSafely("root     \(project.root.path)  (\(project.root.reason))")
    if places.isEmpty { session.print("folders  none yet; 'clio init' or the first record makes them") }
    for (index, place) in places.enumerated() {
      session.printSafely(
        (index == 0 ? "folders  " : "         ") + "\(place.folder)/  (\(place.kind.rawValue))")
    }
    session.printSafely(
      "branch   \(branch ?? (project.repository == nil ? "none; there is no git repository" : "none; HEAD is detached"))"
    )
    session.printSafely("feature  \(current.feature?.name ?? "none")  (\(current.reason))")
    return .done
  }

  /// The feature. What is wrong with the environment or a file is what this command is asked about; only an option that
  /// can't be understood stops it.
  private static func feature(_ project: Project, _ session: Session, _ branch: String?) throws
    -> (CurrentFeature, fault: String?)
  {
    let asked = session[RecordCommand.feature]
    do throws(HistoryError) {
      return (try project.currentFeature(asked: asked, branch: branch), nil)
    } catch {
      guard asked == nil else { throw error }
      let fault = Failure(error).what
      return (CurrentFeature(feature: nil, reason: fault), fault)
    }
  }
}
