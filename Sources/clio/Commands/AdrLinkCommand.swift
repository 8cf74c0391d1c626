import Arguments
import Decisions
import Records

enum AdrLinkCommand: AppCommand {
  static let relation = Key.argument(
    "RELATION", "relates-to, amends, supersedes, their reverse, or any words with --reverse")
  static let target = Key.argument(
    "OTHER", "the other decision", completion: .command("clio adr list --paths"))
  static let reverse = Key.option("reverse", "WORDS", "how the other one calls the link")

  static let declaration = Command(
    name: "link", summary: "link two decisions: both records tell of it",
    keys: [DecisionKeys.reference, relation, target, reverse, DecisionKeys.json],
    examples: [
      Example("clio adr link 7 relates-to 3", "the two have to do with each other"),
      Example(
        "clio adr link 7 Clarifies 3 --reverse \"Clarified by\"", "by other words, where the dialect has room"
      ),
    ], section: "Decisions")

  static func run(_ session: Session) throws -> ExitStatus {
    let book = try DecisionBook(try session.projectForWriting())
    let one = try book.find(session[DecisionKeys.reference])
    let other = try book.find(session[target])
    let relation = Relation(named: session[relation])
    guard let back = relation.reverse ?? session[reverse].map({ Relation(named: $0) }) else {
      throw Failure(
        "'\(relation)' is none of the relations that clio knows the reverse of",
        "say how the other record calls the link: --reverse WORDS")
    }
    var changes = DecisionChanges(among: book.set)
    let (first, second) = (book.set.all[one], book.set.all[other])
    switch relation {
    case .supersedes, .supersededBy:
      let (old, new) = relation == .supersedes ? (other, one) : (one, other)
      try book.lifecycle.checkSupersession(of: old, by: new)
      try editing { () throws(DecisionChanges.Fault) in
        try changes.supersede(book.set.all[old], by: book.set.all[new])
      }
    case .amends, .amendedBy:
      let (old, new) = relation == .amends ? (other, one) : (one, other)
      try book.lifecycle.checkAmendment(of: old, by: new)
      fallthrough
    case .relatesTo, .named:
      if one == other { throw Failure("\(book.name(one)) can't be linked with itself", "name two decisions") }
      try editing { () throws(DecisionChanges.Fault) in
        try changes.link(first, relation, to: second, reverse: back)
      }
    }
    try book.commit(changes, session, asJSON: session[DecisionKeys.json])
    if changes.changed.isEmpty { session.note("both records tell of it already") }
    return .done
  }
}
