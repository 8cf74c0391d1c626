import Decisions
import JSON
import Platform
import Records

/// A decision as programs see it.
struct DecisionView {
  private let book: DecisionBook
  private let index: Int
  private var decision: Decision { book.set.all[index] }

  init(_ book: DecisionBook, _ index: Int) { (self.book, self.index) = (book, index) }

  /// The object: metadata, whether it is in force, and its links to other decisions.
  func json(_ successors: [Int: [Int]]) -> JSON {
    func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    let record = decision.record
    return [
      "kind": .string(Kind.decision.rawValue), "path": .text(bytes: decision.path), "uid": text(record.uid),
      "id": text(decision.numberText), "title": .string(decision.title),
      "status": text(decision.standing?.rawValue ?? record.status?.value),
      "live": .bool(book.set.isLive(index, successors)), "date": text(record.date?.value),
      "feature": text(record.feature), "dialect": .string(record.dialect.rawValue),
      "tags": .array(record.list("tags").map { .string($0) }),
      "affects": .array(decision.affects.map { .string($0) }),
      "review_by": text(record.meaningful("review_by")),
      "superseded_by": .array((successors[index] ?? []).map { .text(bytes: book.set.all[$0].path) }),
      "links": .array(LinkView(book).own(index).map(\.json)),
    ]
  }
}
