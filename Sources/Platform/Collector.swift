import Synchronization

/// What is noticed along the way and told at the end: each thing once, in the order in which it came.
public final class Collector<Element: Hashable & Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])

  /// A collector with nothing in it.
  public init() {}

  /// Takes a thing, unless it is there already.
  public func add(_ element: Element) {
    elements.withLock { if !$0.contains(element) { $0.append(element) } }
  }

  /// Everything that was noticed so far.
  public var all: [Element] { elements.withLock { $0 } }
}
