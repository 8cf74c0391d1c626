import Records

/// What happened to a decision, in order: told from the versions of its file.
public struct Story: Sendable {
  /// A version of the file, as a commit has it.
  public struct Version: Sendable {
    /// The commit; nil for what is not committed yet.
    public let commit: String?
    /// The day.
    public let date: String
    /// Who made it.
    public let author: String
    /// The file.
    public let decision: Decision

    /// A version.
    public init(commit: String?, date: String, author: String, decision: Decision) {
      (self.commit, self.date, self.author, self.decision) = (commit, date, author, decision)
    }
  }

  /// One thing that happened.
  public struct Event: Equatable, Sendable {
    /// What: a status, or the words of a link.
    public let what: String
    /// The day.
    public let date: String
    /// The commit, where known.
    public let commit: String?
    /// Who, where known.
    public let author: String?
    /// The link that appeared, if that is what happened.
    public let link: DecisionLink?
    /// The title then, if it is another one now.
    public let title: String?
  }

  /// The events in order, the earliest first.
  public let events: [Event]

  /// Tells the story of versions, the earliest first. The last one is the file as it is.
  public init(_ versions: [Version]) {
    var events: [Event] = []
    var status: String?
    var links: [DecisionLink] = []
    var title: String?
    for version in versions {
      func note(_ what: String, _ link: DecisionLink? = nil, title: String? = nil) {
        events.append(
          Event(
            what: what, date: version.date, commit: version.commit,
            author: version.author.isEmpty ? nil : version.author, link: link, title: title))
      }
      let decision = version.decision
      if let title, title != decision.title { note("renamed", title: title) }
      let shown = decision.shownStatus
      let isTold = decision.links.contains { $0.relation == .supersededBy && !links.contains($0) }
      if shown != status, !(isTold && decision.standing == .superseded) {
        note(status == nil && decision.standing == nil ? "written, \(shown)" : shown)
      } else if status == nil {
        note("written")
      }
      for link in decision.links where !links.contains(link) { note(link.relation.words.lowercased(), link) }
      for link in links where !decision.links.contains(link) {
        note("no longer \(link.relation.words.lowercased())", link)
      }
      (status, links, title) = (shown, decision.links, decision.title)
    }
    self.events = events
  }
}
