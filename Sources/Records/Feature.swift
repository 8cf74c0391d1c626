/// A feature's name: one path component, so that it can't lead out of the record folder.
public struct Feature: Hashable, Sendable, CustomStringConvertible {
  /// The name of the folder.
  public let name: String

  /// Why a name can't be a feature's.
  public struct Refusal: Error, Equatable, Sendable {
    /// The name that was given.
    public let name: String
    /// What is wrong with it, as the end of a sentence.
    public let reason: String
  }

  /// Words by which a record says that it has no feature, and folders in which records are not looked for.
  private static let reserved: Set<String> = [
    "none", "null", "unspecified", "unknown", "n/a", "adr", "prompts", "template", "templates",
    "node_modules",
  ]

  /// Longest name in bytes.
  public static let longest = 200

  /// Takes a name, or says why it can't be one.
  public init(_ name: String) throws(Refusal) {
    func refuse(_ reason: String) throws(Refusal) { throw Refusal(name: name, reason: reason) }
    let bytes = Array(name.utf8)
    if bytes.isEmpty { try refuse("it is empty") }
    if bytes.count > Self.longest { try refuse("it is longer than \(Self.longest) bytes") }
    if bytes.contains(UInt8(ascii: "/")) || bytes.contains(.backslash) {
      try refuse("it has a path separator")
    }
    if bytes.first == UInt8(ascii: ".") { try refuse("it begins with a dot") }
    if bytes.first == .dash { try refuse("it begins with a dash") }
    if name.unicodeScalars.contains(where: isControl) { try refuse("it has a control character") }
    if bytes.first?.isBlank == true || bytes.last?.isBlank == true {
      try refuse("it begins or ends with a blank")
    }
    if let stage = Stage(rawValue: name.lowercased()), stage.home == .own {
      try refuse("'\(stage.rawValue)/' is the folder of records without a feature")
    }
    if Self.reserved.contains(name.lowercased()) {
      try refuse("the word means something else in a record or its path")
    }
    self.name = name
  }

  /// The name.
  public var description: String { name }

  /// The part of the name without its leading number, lower-cased: `001-auth` and `auth` are one feature to people.
  public var bare: String {
    let bytes = Array(name.utf8)
    let digits = bytes.prefix { $0.isDigit }.count
    let start = digits > 0 && digits < bytes.count && bytes[digits] == .dash ? digits + 1 : 0
    return bytes.string(start..<bytes.count).lowercased()
  }
}

/// Controls, and the marks that turn the direction of text: neither belongs into a name.
package func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
  default: false
  }
}

/// Where a record belongs, from its stage and feature.
public enum Route {
  /// The folder below `history/prompts`.
  public static func folder(stage: Stage, feature: Feature?) -> String {
    switch stage.home {
    case .own: stage.rawValue
    case .feature: feature?.name ?? Stage.general.rawValue
    }
  }
}
