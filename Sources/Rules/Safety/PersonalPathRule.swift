import Records

enum PersonalPathRule: Rule {
  static let about = About(
    "personal-path", .safety, .info,
    summary: "the body names somebody's home folder or e-mail address",
    reason: "It tells who worked where, and helps nobody else. In a public repository, think twice.",
    mend: .command("clio redact REF"),
    examples: [
      Example(Example.prompt(response: "Wrote ⟦/home/ann/⟧src/a.swift.")),
      Example(Example.prompt(response: "Opened ⟦C:\\Users\\ann\\⟧src.")),
      Example(Example.prompt(response: "Ask ⟦ann@acme.dev⟧ about it.")),
      Example(
        Example.prompt(
          response: "Use user@example.com, git@github.com:a/b.git, /home/user/x and @acme/pkg@1.2.3.")),
    ])

  private static let nobody: Set<String> = [
    "user", "users", "username", "me", "you", "your", "someone", "name", "runner", "node", "app", "ubuntu",
    "vscode", "root",
    "shared", "public", "default", "appuser", "web", "work", "yourname", "your-name", "your-username", "xxx",
    "user_name", "nonroot",
  ]

  static func check(_ subject: Subject, _ findings: inout Findings) {
    let text = subject.text
    var first: Range<Int>?
    var count = 0
    func note(_ range: Range<Int>) {
      if first == nil { first = range }
      count += 1
    }
    let hasAt = subject.bytes.has(UInt8(ascii: "@"))
    let from = subject.body.lowerBound
    guard
      hasAt || text.has("/home/", from: from) || text.has("Users", from: from)
    else { return }
    let heads: [[UInt8]] = ["/home/", "/Users/", "\\Users\\"].map { Array($0.utf8) }
    var index = subject.body.lowerBound
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "/") || byte == .backslash, !subject.isVouched(index),
        let head = heads.first(where: { text.hasPrefix($0, at: index) }), let end = home(text, index, head)
      {
        let start = byte == .backslash && index >= 2 && text[index - 1] == .colon ? index - 2 : index
        note(start..<end)
        index = end
      } else if hasAt, byte == UInt8(ascii: "@"), !subject.isVouched(index), let range = mail(text, index) {
        note(range)
        index = range.upperBound
      } else {
        index += 1
      }
    }
    guard let first else { return }
    let isMail = text[first].contains(UInt8(ascii: "@"))
    findings.add(
      (isMail ? "an e-mail address" : "somebody's home folder")
        + (count > 1 ? ", and \(count - 1) more places like it" : ""),
      at: first, remedy: "`clio redact` takes it out, if it should not be there")
  }

  /// The end of a home folder's path, after the name.
  private static func home(_ text: [UInt8], _ index: Int, _ head: [UInt8]) -> Int? {
    if index > 0, text[index - 1].isLetter || text[index - 1].isDigit || text[index - 1] == UInt8(ascii: ".")
    {
      return nil
    }
    let start = index + head.count
    var end = start
    while end < text.count, end - start < 40,
      text[end].isLetter || text[end].isDigit || text[end] == .dash || text[end] == UInt8(ascii: "_")
        || text[end] == UInt8(ascii: ".")
    { end += 1 }
    guard end > start, end < text.count, text[end] == head[0] else { return nil }
    return nobody.contains(text.string(start..<end).lowercased()) ? nil : end + 1
  }

  /// An address around an at sign, unless it is nobody's.
  private static func mail(_ text: [UInt8], _ at: Int) -> Range<Int>? {
    func isLocal(_ byte: UInt8) -> Bool {
      byte.isLetter || byte.isDigit || byte == UInt8(ascii: ".") || byte == .dash || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "+")
    }
    var start = at
    while start > 0, at - start < 64, isLocal(text[start - 1]) { start -= 1 }
    var end = at + 1
    while end < text.count, end - at < 100,
      text[end].isLetter || text[end].isDigit || text[end] == .dash || text[end] == UInt8(ascii: ".")
    { end += 1 }
    while end > at + 1, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    guard start < at, text[start].isLetter,
      end < text.count ? text[end] != .colon && text[end] != UInt8(ascii: "/") : true
    else { return nil }
    if start > 0, [UInt8(ascii: "/"), .colon, UInt8(ascii: "@")].contains(text[start - 1]) { return nil }
    let host = text.string((at + 1)..<end).lowercased()
    guard let dot = host.lastIndex(of: "."), dot != host.startIndex else { return nil }
    let top = host[host.index(after: dot)...]
    guard (2...10).contains(top.utf8.count), top.utf8.allSatisfy(\.isLetter) else { return nil }
    let local = text.string(start..<at).lowercased()
    let unreal = [
      "example.com", "example.org", "example.net", "test.com", "email.com", "domain.com", "localhost",
      "company.com", "users.noreply.github.com", "anthropic.com", "mail.com", "site.com",
    ]
    if unreal.contains(where: { host == $0 || host.hasSuffix("." + $0) }) || nobody.contains(local)
      || local == "git" || local == "noreply" || local == "test" || top == "example" || top == "test"
      || top == "local" || top == "internal"
    {
      return nil
    }
    // `decorator@module.name` in code and packages with versions are none.
    return ["py", "js", "ts", "md", "json", "yaml", "yml", "swift", "sh", "txt"].contains(String(top))
      ? nil : start..<end
  }
}
