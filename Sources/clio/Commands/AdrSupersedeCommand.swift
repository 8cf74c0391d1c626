import Arguments
import Decisions

enum AdrSupersedeCommand: AppCommand {
  static let successor = Key.options(
    "by", "REF", "the decision that takes its place; more than one where it was split",
    completion: .command("clio adr list --paths"))

  static let declaration = Command(
    name: "supersede", summary: "let another decision take the place of one: both records tell of it",
    discussion: """
      Each record is changed in its own dialect, and only where it must be. Both are changed or neither, whatever \
      happens in between. `clio adr new --supersedes REF` writes the new decision at once.
      """,
    keys: [DecisionKeys.reference, successor, DecisionKeys.json],
    examples: [Example("clio adr supersede 3 --by 7", "decision 7 takes the place of decision 3")],
    section: "Decisions")

  static func run(_ session: Session) throws -> ExitStatus {
    let book = try DecisionBook(try session.projectForWriting())
    let old = try book.find(session[DecisionKeys.reference])
    guard !session[successor].isEmpty else {
      throw Failure(
        "nothing takes its place", "name the decision that does: --by REF; or use 'clio adr deprecate'")
    }
    let successors = try session[successor].map { try book.find($0) }
    let lifecycle = book.lifecycle
    for new in successors { try lifecycle.checkSupersession(of: old, by: new) }
    var changes = DecisionChanges(among: book.set)
    for new in successors {
      try editing { () throws(DecisionChanges.Fault) in
        try changes.supersede(book.set.all[old], by: book.set.all[new])
      }
    }
    try book.commit(changes, session, asJSON: session[DecisionKeys.json])
    for new in successors { book.noteProposed(new, session) }
    return .done
  }
}
