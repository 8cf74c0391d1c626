extension WordTable {
  /// Forms of a word that a stemmer does not bring together.
  static let inflections = WordTable(
    text: """
      write wrote written; run ran; build built; choose chose chosen; begin began begun
      break broke broken; bring brought; buy bought; catch caught; do did done; draw drew drawn
      drive drove driven; fall fell fallen; find found; fly flew flown; forget forgot forgotten
      freeze froze frozen; get got gotten; give gave given; go went gone; grow grew grown; hide hid hidden
      hold held; keep kept; know knew known; leave left; lose lost loss; make made; mean meant; meet met
      pay paid; rebuild rebuilt; resend resent; rewrite rewrote rewritten; rise rose risen; say said
      see saw seen; seek sought; sell sold; shake shook shaken; show showed shown; shrink shrank shrunk
      sink sank sunk; speak spoke spoken; spend spent; steal stole stolen; stick stuck; take took taken
      teach taught; tell told; think thought; throw threw thrown; undo undid undone; understand understood
      wear wore worn; win won; child children; index indices; matrix matrices; vertex vertices
      criterion criteria; datum data; person people; man men; analysis analyses analyze
      hypothesis hypotheses; send sent
      """, weight: 0.7, isMutual: true)
}
