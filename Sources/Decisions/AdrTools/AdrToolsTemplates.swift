extension AdrTools {
  /// The template of new records, in Nygard's form, as every adr-tools repository has it.
  public static let template = Array(
    """
    # NUMBER. TITLE

    Date: DATE

    ## Status

    STATUS

    ## Context

    The issue motivating this decision, and any context that influences or constrains the decision.

    ## Decision

    The change that we're proposing or have agreed to implement.

    ## Consequences

    What becomes easier or more difficult to do and any risks introduced by the change that will need to be mitigated.

    """.utf8)

  /// The first record of a repository.
  public static let first = Array(
    """
    # NUMBER. TITLE

    Date: DATE

    ## Status

    STATUS

    ## Context

    We need to record the architectural decisions made on this project.

    ## Decision

    We will use Architecture Decision Records, as \
    [described by Michael Nygard](http://thinkrelevance.com/blog/2011/11/15/documenting-architecture-decisions).

    ## Consequences

    See Michael Nygard's article, linked above. For a lightweight ADR toolset, see Nat Pryce's \
    [adr-tools](https://github.com/npryce/adr-tools).

    """.utf8)
}
