/// A kind of words that tells for or against a decision having been made.
///
/// The weights were fitted (logistic regression over the best passage of each text) on texts that were invented for it
/// and on real records; see ADR-0012. Only a plain choice counts for more than was fitted: one sentence that says what
/// was chosen, over what and how far it reaches must be enough. A word counts once in a passage, and no more than
/// `limit` words count.
enum Signal: Int, CaseIterable, Sendable {
  /// What has long-term consequences: a technology, a part that others build on.
  case impact
  /// How things are arranged: where something lives, who owns it, what it speaks.
  case arrangement
  /// That something is different from now on.
  case change
  /// That it holds always, for all, or must be so.
  case rule
  /// How far it reaches, and for how long.
  case reach
  /// An option that was turned down, or a heading under which such a thing stands.
  case rejection
  /// What another option would have brought.
  case counterfactual
  /// What follows from it, or has to be paid.
  case cost
  /// Options that were looked at. They tell of a choice, not of its weight: people weigh names of variables too.
  case comparison
  /// That nothing new is said: it is as it was, or as planned.
  case unchanged
  /// That it is open.
  case doubt
  /// What belongs to one place in the code or on a page.
  case detail
  /// Everyday work: a mistake mended, a test added.
  case repair
  /// What is about people, calendars, or a record that exists.
  case aside
  /// What others did, or a reader may do: lessons, interviews, articles.
  case others

  /// How many different words of a passage count.
  var limit: Int { self == .impact ? 6 : 4 }

  /// What each word adds.
  var weight: Double {
    switch self {
    case .impact: 0.289
    case .arrangement: 0.654
    case .change: 0.345
    case .rule: 0.565
    case .reach: 0.161
    case .rejection: 0.465
    case .counterfactual: 0.389
    case .cost: 0.263
    case .comparison: 0
    case .unchanged: -0.24
    case .doubt: -0.191
    case .detail: -0.135
    case .repair: -0.22
    case .aside: -0.129
    case .others: -0.152
    }
  }

  /// The words. Those of the impact are told by topic.
  var words: String {
    switch self {
    case .impact: ""
    case .arrangement:
      """
      lives in | live in | is kept | are kept | kept as | is stored | are stored | stored in
      goes through | go through | runs on | run on | built on | is built | is done | are done | owns
      own | owned by | is served | are encrypted | is encrypted | speaks | speak | talks to | talk to
      ships as | publishes | publish | published | consumes | subscribe* | generated from
      source of truth | authoritative | single source | only truth | the truth | behind | sits in front
      hands | hand it | in its own | of its own | of their own | with its own | of our own | our own
      """
    case .change:
      """
      from now | from now on | from here on | from today | as of | no longer | any more | any longer
      anymore | henceforth | in future | going forward | becomes | become | replaces | replaced by
      replaced | replace | replacing | instead of | in place of | takes its place | moved to | moves to
      moving to | move to | move | moves | moved | moving | migrate* | migration | switched | switch
      switching | switched off | leaves | leave the | goes away | go away | go away with | goes too
      gone | is out | are gone | removed everywhere | rewritten | rewrite | being rewritten | drop
      dropped | dropping | deprecated | retired | retire | phased out | split | gets split | merge
      introduce | introduced | will be | shall be | are to be | is to be
      """
    case .rule:
      """
      every | each | all | always | never | only | nobody | no one | nothing | none | must | must not
      mustn't | has to | have to | shall | may not | may never | aren't allowed | isn't allowed
      not allowed | forbidden | banned | refuses | refused | alone | ever | whatever | whoever | any new
      all new | new ones | anything | everything | nowhere | everywhere | any | should | required
      mandatory
      """
    case .reach:
      """
      across | throughout | everywhere | everything | the whole | whole | entire | all services
      every service | each service | all modules | new modules | other services | services | service
      modules | teams | every team | other teams | clients | consumers | partners | customers | systems
      system | platform | same way | the same way | same scheme | same rule | same pattern
      same treatment | follow* | all other | others | other | both | projects | repositories | repos
      every repo | in force | at once | affected alike | alike | components | apps | all three
      all four | code base | codebase | project-wide | system-wide | cross-cutting | sites | gateway
      everybody | existing | later features | future | years | long term | long-term | decades | autumn
      spring | by the end of | end of the year | until | next year | by june | major version | version
      versions | compatible | compatibility | backward | backwards | migrated | legacy | old | lifetime
      later
      """
    case .rejection:
      """
      rejected | ruled out | was out | were out | turned down | dismissed | discarded | set aside
      thrown away | gave up | given up | too expensive | too much | too many | too heavy | too slow
      too late | too deep | overkill | no option | out of reach | out of the question | not an option
      didn't work | falls short | fall short | lost | refused to | was dropped | dropped | abandoned
      and not | not by | not as | decision : | decided : | choice : | rationale : | alternatives :
      alternatives considered : | structure decision : | why : | rejected : | consequences :
      trade-offs : | tradeoffs : | because :
      """
    case .counterfactual:
      """
      would have | would be | would give | would only | would still | would mean | would make
      would need | would leave | would cost | would also | would take | would keep | would lose
      would save | would tie | would put | would require | would work | would not | would've | wouldn't
      'd | it'd | we'd | could have | could've | might have
      """
    case .cost:
      """
      drawback | drawbacks | downside | price | the cost | cost is | costs | cost us | costs us
      give up | what we give up | lose | we lose | at the cost | it follows | follows that | therefore
      consequently | consequence | consequences | entails | it entails | in exchange | accept | accepted
      acceptable | knowingly | risk | risky | for it | because of this | trade | licence per | per year
      a year | years | for decades | long term | long-term | double | it makes | harder
      """
    case .comparison:
      """
      alternative | alternatives | considered | considering | compared | comparing | evaluated | weighed
      options | option | instead | instead of | rather than | versus | vs | over | runner-up
      in place of | trade-off | trade-offs | tradeoff | tradeoffs | we looked at | looked at
      looked into | looked | on the table | candidates | prototype | pilot | trialled | trial
      the trial | spike | tested | tried | were tried | was tried | had been suggested | suggested
      proposal | discussed | first idea | wanted | would have liked | unlike | was discussed
      discussed and | thought of | replaced | replaces | switched from | migrated from | moved from
      moving from
      """
    case .unchanged:
      """
      existing | as before | as planned | as designed | as agreed | as laid down | already | unchanged
      untouched | stays as | stay as | same as | the same as | as it was | as in the | no change
      no changes | nothing changed | not changed | wasn't affected | were right | are right | still
      no deviation | no deviations | nothing else | no other | like before | as they are | identical
      behaviour | behavior | output
      """
    case .doubt:
      """
      should we | shall we | whether | undecided | not decided | no decision | no choice | to be decided
      tbd | open | open question | deferred | depends | depends on | maybe | perhaps | might | could
      possible | possibly | proposal | propose | recommendation | recommend | would you | do you
      let me know | tell me | please | questions | question | pros | cons | not yet | haven't | hasn't
      conclusion | conclusions | estimate | ideas | idea | votes | nothing fixed | clarification
      unknown | waiting | until then | until we | discuss | discussed again | talk about it | look at it
      needs | i'd like | opinions
      """
    case .detail:
      """
      typo | typos | wording | word | words | label | labels | icon | icons | button | buttons | banner
      headline | colour | color | font | margin | padding | pixel | px | css class | spacing | tooltip
      title | text | texts | heading | headings | spelling | readme | faq | screenshot | screenshots
      comment | comments | rename | renamed | renaming | name | names | named | helper | variable
      variables | constant | parameter | parameters | function | functions | method | methods | one line
      line | lines | loop | regex | pattern | regular expression | off by one | off-by-one | null check
      order of | sorted | sort | rounding | digits | flag | column | field | filter | help text
      template | templates | subject | form | page | pages | row | rows | table of contents
      """
    case .repair:
      """
      bug | bugs | fix | fixed | fixes | fixing | crash | crashed | crashes | error | errors | reproduce
      reproduced | regression | root cause | cause | caused | broken | broke | wrong | mistake
      turned out | transpired | corrected | forgotten | by hand | hotfix | workaround | stopgap
      temporarily | temporary | stack trace | flaky | incident | outage | leak | restart | restarted
      reverted | test | tests | golden | assertion | mock | mocks | fixture | fixtures | coverage | pass
      passed | passes | green | lint | linter | warning | warnings | added | updated | created
      implemented | installed | bumped | upgraded | bumps | raised | lowered | regenerated | reworded
      improved | reviewed | prepared | deleted | cleaned | tuned | doubled | refactored | extracted
      explained | removed
      """
    case .aside:
      """
      stand-up | standup | meeting | call | lunch | calendar | monday | tuesday | wednesday | thursday
      friday | saturday | sunday | sprint | retro | holiday | room | coffee | office | colleague
      colleagues | team | budget | board | booked | party | i | i've | i'd | my | me | adr | adrs
      adr-* | decision log | decision record | the record | record says | /sp.adr | history/adr*
      as recorded | status accepted | status proposed
      """
    case .others:
      """
      they | their | them | interview | candidate | article | book | blog | post | reading | company
      last company | example | examples | for example | e.g | lesson | tutorial | exercise | chapter
      handout | beginners | reader | you | your | you'd | you need | you'll | how to
      """
    }
  }
}

extension Signal {
  /// What the sum starts from, and what it must reach.
  static let start = -2.73
  static let threshold = 0.3
  /// A sentence that says what was chosen and over what, …
  static let choice = 0.3
  /// … and does so without a word against it, with the reach beside it.
  static let plainChoice = 1.5
  /// Each question and word of doubt in the neighbourhood.
  static let doubtNearby = -0.209
}
