#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// Work that is done on several processors at once.
public enum Parallel {
  /// How many processors this process may use.
  public static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Runs a body for every part of a range, each part on a thread of its own, and returns the results in order. The
  /// last part runs here; where there is no thread to be had, all do.
  public static func map<Result: Sendable>(
    _ count: Int, parts: Int, _ body: @escaping @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let parts = max(1, min(parts, count))
    let ranges = (0..<parts).map { (count * $0 / parts)..<(count * ($0 + 1) / parts) }
    let boxes = ranges.dropLast().map { _ in Box<Result>() }
    let isStarted = zip(boxes, ranges).map { box, range in SecondThread.run { box.fill(body(range)) } }
    let last = body(ranges[parts - 1])
    return zip(isStarted, boxes).enumerated().map { index, pair in
      pair.0 ? pair.1.value : body(ranges[index])
    } + [last]
  }
}

/// A result that one thread makes and another one waits for.
private final class Box<Value: Sendable>: @unchecked Sendable {
  private let monitor = Monitor()
  private var content: Value?

  func fill(_ value: Value) {
    monitor.locked {
      content = value
      monitor.wake()
    }
  }

  var value: Value {
    monitor.locked {
      while true {
        if let content { return content }
        monitor.wait()
      }
    }
  }
}
