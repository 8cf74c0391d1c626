import Records

/// All rules. To add one, add a file and a line here.
public enum Catalogue {
  /// The rules in the order of the catalogue.
  public static let rules: [any Rule.Type] = [
    FrontMatterMissingRule.self, FrontMatterInvalidRule.self, FieldMissingRule.self, FieldNameRule.self,
    FieldTypeRule.self, FieldDuplicateRule.self, IDNotTextRule.self, DateInvalidRule.self, EncodingRule.self,
    MojibakeRule.self,
    FileNameRule.self, IDMismatchRule.self, StageMismatchRule.self, StageUnknownRule.self, RouteRule.self,
    FeatureMismatchRule.self, IDDuplicateRule.self, ReservedPathRule.self,
    PlaceholderRule.self, SectionMissingRule.self, SectionEmptyRule.self, PromptAlteredRule.self,
    PromptTruncatedRule.self, InjectedContextRule.self, PromptParaphrasedRule.self,
    LinkBrokenRule.self, LinkOneWayRule.self, DecisionStatusRule.self, DecisionAlteredRule.self,
    DecisionOverdueRule.self, SignificanceMissingRule.self,
    SecretRule.self, PersonalPathRule.self,
    UnreadableRule.self, SuppressionUnusedRule.self,
  ]

  /// The names of all rules.
  public static let ids = rules.map { $0.about.id }

  /// The rule of a name.
  public static func rule(_ id: String) -> (any Rule.Type)? { byName[id] }

  private static let byName = Dictionary(uniqueKeysWithValues: rules.map { ($0.about.id, $0) })

  /// What is known of a rule.
  public static func about(_ id: String) -> About? { rule(id)?.about }
}
