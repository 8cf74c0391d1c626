import Arguments
import JSON
import Platform

/// A JSON object from standard input, with errors that name the key.
struct JSONInput {
  private let object: JSON

  /// Reads the object. `options` are command-line options that would be ignored beside it; the keys in `taking` hold
  /// bytes too.
  init(_ session: Session, keys: [String], taking bytesKeys: [String] = [], options: [String]) throws {
    for declaration in CommandTree.command(at: session.parsed.path)?.declaration.keys ?? []
    where options.contains(declaration.name) {
      if session.parsed.source(of: declaration) == .commandLine {
        throw Failure(
          "--\(declaration.name) and --json-in exclude each other", "put the value into the JSON object")
      }
    }
    let bytes = try Input.readAll(0, limit: InputLimit.text)
    do throws(JSONError) {
      object = try JSON.parse(bytes)
    } catch {
      let names = bytesKeys.map { "'\($0)'" }.joined(separator: ", ")
      throw Failure(
        "standard input:\(error.line + 1):\(error.column + 1): not JSON: \(error.reason)",
        error.isNoUnicode && !names.isEmpty
          ? "\(names) may be given as {\"bytes\": \"<base64>\"} when they are not Unicode" : nil)
    }
    guard let members = object.members else {
      throw Failure("standard input: one JSON object is wanted, not another value")
    }
    try Self.checkRepetition(members)
    for member in members where !keys.contains(member.key) {
      let hint = suggestions(for: member.key, among: keys).first.map { ", did you mean '\($0)'?" } ?? ""
      throw Failure(
        "standard input: unknown key '\(member.key)'\(hint)", "known keys: " + keys.joined(separator: ", "))
    }
  }

  /// Of a key that is there twice, one value would be lost.
  private static func checkRepetition(_ members: [JSON.Member], below prefix: String = "") throws {
    var seen: Set<String> = []
    for member in members where !seen.insert(member.key).inserted {
      throw Failure(
        "standard input: the key '\(prefix)\(member.key)' is there twice", "leave one of them out")
    }
  }

  private func value(_ key: String) -> JSON? {
    guard let value = object[key], value != .null else { return nil }
    return value
  }

  private func wrong(_ key: String, _ expected: String) -> Failure {
    Failure("standard input: '\(key)' must be \(expected)")
  }

  func text(_ key: String) throws -> String? {
    guard let value = value(key) else { return nil }
    guard let text = value.text else { throw wrong(key, "a text") }
    return text
  }

  func integer(_ key: String) throws -> Int? {
    guard let value = value(key) else { return nil }
    guard let integer = value.integer, integer >= 0 else { throw wrong(key, "a whole number") }
    return integer
  }

  /// A text as bytes, or bytes as `{"bytes": "<base64>"}`.
  func bytes(_ key: String) throws -> [UInt8]? {
    guard let value = value(key) else { return nil }
    guard let bytes = value.textBytes else { throw wrong(key, "a text or {\"bytes\": \"<base64>\"}") }
    return bytes
  }

  func byteList(_ key: String) throws -> [[UInt8]] {
    guard let value = value(key) else { return [] }
    guard let items = value.items else { throw wrong(key, "a list of texts") }
    return try items.map { item in
      guard let bytes = item.textBytes else { throw wrong(key, "a list of texts") }
      return bytes
    }
  }

  func list(_ key: String) throws -> [String] {
    guard let value = value(key) else { return [] }
    guard let items = value.items else { throw wrong(key, "a list of texts") }
    return try items.map { item in
      guard let text = item.text else { throw wrong(key, "a list of texts") }
      return text
    }
  }

  func mapping(_ key: String) throws -> [(String, String)] {
    guard let value = value(key) else { return [] }
    guard let members = value.members else { throw wrong(key, "an object of texts") }
    try Self.checkRepetition(members, below: key + ".")
    return try members.compactMap { member in
      if member.value == .null { return nil }
      guard let text = member.value.text else { throw wrong("\(key).\(member.key)", "a text") }
      return (member.key, text)
    }
  }
}

extension Key {
  /// The key that stands for an option in JSON: `failure_modes` for `--failure-modes`.
  var jsonName: String { String(declaration.name.map { $0 == "-" ? "_" : $0 }) }
}
