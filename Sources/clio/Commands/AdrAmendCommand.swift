import Arguments
import Decisions

enum AdrAmendCommand: AppCommand {
  static let amendment = Key.option(
    "by", "REF", "the decision that amends it", completion: .command("clio adr list --paths"))

  static let declaration = Command(
    name: "amend", summary: "note that another decision changes a part of one: both records tell of it",
    discussion: "The amended decision stays in force.",
    keys: [DecisionKeys.reference, amendment, DecisionKeys.json],
    examples: [Example("clio adr amend 3 --by 7", "decision 7 amends decision 3")], section: "Decisions")

  static func run(_ session: Session) throws -> ExitStatus {
    let book = try DecisionBook(try session.projectForWriting())
    let old = try book.find(session[DecisionKeys.reference])
    guard let reference = session[amendment] else {
      throw Failure("nothing amends it", "name the decision that does: --by REF")
    }
    let new = try book.find(reference)
    try book.lifecycle.checkAmendment(of: old, by: new)
    var changes = DecisionChanges(among: book.set)
    try editing { () throws(DecisionChanges.Fault) in
      try changes.link(book.set.all[new], .amends, to: book.set.all[old], reverse: .amendedBy)
    }
    try book.commit(changes, session, asJSON: session[DecisionKeys.json])
    return .done
  }
}
