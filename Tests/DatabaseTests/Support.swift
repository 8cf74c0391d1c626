import Database
import Foundation
import Properties

/// A fresh folder that goes away with the object.
final class Folder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/database-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit {
    chmod(path, 0o755)
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String = "a.db") -> String { path + "/" + name }

  func open(_ name: String = "a.db", _ mode: OpenMode = .create) throws -> Database {
    try Database(path: file(name), mode: mode)
  }

  func read(_ name: String = "a.db") throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: file(name))))
  }

  func write(_ bytes: some Collection<UInt8>, _ name: String = "a.db") throws {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
  }

  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}

/// The error that a call fails with.
func failure(_ body: () throws -> Void) -> DatabaseError? {
  do {
    try body()
    return nil
  } catch {
    return error as? DatabaseError
  }
}

extension Database {
  func values(_ sql: String, _ values: [Value] = []) throws -> [Value] {
    try prepare(sql).map(values) { $0.value(0) }
  }

  func int(_ sql: String) throws -> Int? { try prepare(sql).first { $0.int(0) } }
}

#if os(Linux)
  @_silgen_name("setfsuid") private func setFileUser(_ user: UInt32) -> Int32
#endif

/// Does something without root's right to open every file; for this thread only.
func withoutPrivileges(_ body: () throws -> Void) rethrows {
  #if os(Linux)
    let user = geteuid()
    if user == 0 { _ = setFileUser(65_534) }
    defer { if user == 0 { _ = setFileUser(user) } }
  #endif
  try body()
}
