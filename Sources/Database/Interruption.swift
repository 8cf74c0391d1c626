import CSQLite

/// Stops what a connection is doing, from any thread. While it is held, the connection stays open.
public struct Interrupter: @unchecked Sendable {
  // Only `sqlite3_interrupt` is called, which any thread may do to a connection that is open.
  let connection: Connection

  /// Makes every statement that is running now fail as interrupted.
  public func interrupt() { sqlite3_interrupt(connection.handle) }
}

final class ProgressHandler {
  let shouldGoOn: () -> Bool

  init(_ shouldGoOn: @escaping () -> Bool) { self.shouldGoOn = shouldGoOn }
}

extension Database {
  /// What stops this connection from another thread.
  public var interrupter: Interrupter { Interrupter(connection: connection) }

  /// Calls a function every so many instructions of a running statement, which is interrupted if it says false.
  ///
  /// A thousand instructions take some microseconds. The function must not use the connection.
  public func setProgressHandler(every instructions: Int = 1000, _ shouldGoOn: (() -> Bool)?) {
    guard let shouldGoOn else {
      sqlite3_progress_handler(handle, 0, nil, nil)
      connection.progress = nil
      return
    }
    let handler = ProgressHandler(shouldGoOn)
    let address = Unmanaged.passUnretained(handler).toOpaque()
    let call: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { address in
      guard let address else { return 0 }
      return Unmanaged<ProgressHandler>.fromOpaque(address).takeUnretainedValue().shouldGoOn() ? 0 : 1
    }
    sqlite3_progress_handler(handle, Int32(clamping: max(1, instructions)), call, address)
    connection.progress = handler
  }
}
