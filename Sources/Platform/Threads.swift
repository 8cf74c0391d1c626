#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// A second thread for work that is worth it.
public enum SecondThread {
  /// Runs a job on a thread of its own; false if there can be none, and then nothing was run.
  ///
  /// The thread stays when the job is done, asleep: in a wholly static binary the end of a thread costs about 5 ms,
  /// more than most work that one would start it for. So it is for a few long jobs in the life of a process.
  public static func run(_ job: @escaping @Sendable () -> Void) -> Bool {
    let address = Unmanaged.passRetained(Job(job)).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let result = pthread_create(&thread, nil, { SecondThread.sleepAfter($0) }, address)
    if result != 0 { Unmanaged<Job>.fromOpaque(address).release() }
    return result == 0
  }

  private final class Job: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static func sleepAfter(_ address: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    // In a call of its own, so that nothing of the job lives on.
    func perform() {
      if let address { Unmanaged<Job>.fromOpaque(address).takeRetainedValue().body() }
    }
    perform()
    while true { _ = pause() }
  }
}

/// A lock with which one thread can wait for what another one does.
public final class Monitor: @unchecked Sendable {
  // Neither may move in memory.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// A lock that nobody holds.
  public init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Does something while no other thread holds the lock.
  public func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Gives the lock away until another thread calls ``wake()``. For use within ``locked(_:)``, in a loop.
  public func wait() { pthread_cond_wait(condition, mutex) }

  /// Wakes all that wait.
  public func wake() { pthread_cond_broadcast(condition) }
}

/// Hands values from a second thread to this one, in order and only some ahead.
public final class Pipeline<Element: Sendable>: @unchecked Sendable {
  private let monitor = Monitor()
  private let room: Int
  private var ready: [Element] = []
  private var isDone = false
  private var isAbandoned = false

  /// Starts to produce; nil if there can be no second thread. `send` is false once nobody wants more.
  public init?(room: Int, _ produce: @escaping @Sendable (_ send: (Element) -> Bool) -> Void) {
    self.room = room
    let isStarted = SecondThread.run { [self] in
      produce { send($0) }
      monitor.locked {
        isDone = true
        monitor.wake()
      }
    }
    if !isStarted { return nil }
  }

  private func send(_ element: Element) -> Bool {
    monitor.locked {
      while ready.count >= room, !isAbandoned { monitor.wait() }
      if isAbandoned { return false }
      ready.append(element)
      monitor.wake()
      return true
    }
  }

  /// The next values, one at least; nothing after the last.
  public func next() -> [Element] {
    monitor.locked {
      while ready.isEmpty, !isDone { monitor.wait() }
      let result = ready
      ready = []
      monitor.wake()
      return result
    }
  }

  /// Says that no more is wanted.
  public func abandon() {
    monitor.locked {
      isAbandoned = true
      monitor.wake()
    }
  }
}
