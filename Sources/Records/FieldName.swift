/// The names of front-matter keys, canonical and as met in the wild.
public enum FieldName {
  /// The keys of a prompt record, in the order they are written.
  public static let prompt = [
    "id", "title", "stage", "date", "surface", "model", "feature", "branch", "user", "command", "labels",
    "links",
    "files", "tests", "provenance",
  ]

  /// The keys of a decision record in clio's own form, in the order they are written.
  public static let decision = [
    "id", "title", "status", "date", "feature", "deciders", "tags", "supersedes", "superseded_by", "amends",
    "amended_by", "relates_to", "affects", "links", "significance", "review_by", "provenance",
  ]

  /// The keys below `links`.
  public static let links = ["spec", "ticket", "adr", "pr", "plan", "prompts"]

  /// Keys whose value is a list of strings.
  public static let lists: Set<String> = [
    "labels", "files", "tests", "deciders", "tags", "supersedes", "superseded_by", "amends", "amended_by",
    "relates_to", "affects",
  ]

  /// The word by which the convention says that there is nothing to say; nil where it says `null`.
  public static func noneWord(_ name: String) -> String? {
    switch name {
    case "model": "unspecified"
    case "user": "unknown"
    case "surface", "feature", "branch", "command": "none"
    default: nil
    }
  }

  private static let promptAliases: [String: String] = [
    "date_iso": "date", "created": "date", "created_at": "date", "files_yaml": "files", "tests_yaml": "tests",
    "phr_id": "id", "prompt_id": "id", "tags": "labels", "links_spec": "links.spec",
    "links_ticket": "links.ticket",
    "links_adr": "links.adr", "links_pr": "links.pr", "links_issue": "links.ticket",
  ]

  private static let decisionAliases: [String: String] = [
    "date_iso": "date", "adr_id": "id", "decision-makers": "deciders", "superseded-by": "superseded_by",
  ]

  /// The canonical name of a key as written, or nil for a key that the convention doesn't know.
  public static func canonical(_ key: String, kind: Kind) -> String? {
    let names = kind == .prompt ? prompt : decision
    if names.contains(key) { return key }
    let lowered = key.lowercased()
    if names.contains(lowered) { return lowered }
    return (kind == .prompt ? promptAliases : decisionAliases)[lowered]
  }
}
