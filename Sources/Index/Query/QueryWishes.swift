import Records

extension Query {
  /// The query with wishes about metadata added to it, as the options of a command say them. One that makes no sense
  /// finds nothing; ``Field/takes(_:)`` tells beforehand.
  public func wanting(_ wishes: [(field: Field, value: String)], today: CalendarDate) -> Query {
    let nodes = wishes.map { wish -> Node in
      let reader = FilterReader(field: wish.field, today: today) { _, _ in [] }
      guard let value = reader.read(wish.value).value else { return .or([]) }
      let written = "\(wish.field.rawValue):\(wish.value)"
      return .filter(Filter(field: wish.field, value: value, range: 0..<0, written: written))
    }
    return Query(text: text, root: .all([root].compactMap { $0 } + nodes))
  }

  /// The filters, those that something stands against included.
  public var filters: [Filter] {
    var found: [Filter] = []
    visitFilters { filter, _ in found.append(filter) }
    return found
  }

  /// Hands every filter to `body`, with whether it is wanted.
  func visitFilters(_ body: (Filter, _ isWanted: Bool) -> Void) {
    func visit(_ node: Node, _ isWanted: Bool) {
      switch node {
      case .text: break
      case .filter(let filter): body(filter, isWanted)
      case .not(let inner): visit(inner, !isWanted)
      case .and(let nodes), .or(let nodes): for node in nodes { visit(node, isWanted) }
      }
    }
    if let root { visit(root, true) }
  }
}

extension Query.Field {
  /// Whether a value makes sense for the field.
  public func takes(_ value: String) -> Bool {
    FilterReader(field: self, today: .earliest) { _, _ in [] }.read(value).problem == nil
  }
}
