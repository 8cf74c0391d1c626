extension WordTable {
  /// What developers shorten, and what for.
  static let abbreviations = WordTable(
    text: """
      auth authentication authorization authenticate; authn authentication; authz authorization
      db database; config configuration configure; cfg configuration config; conf configuration
      env environment; repo repository; dep dependency; impl implementation implement; ctx context
      msg message; k8s kubernetes; ts typescript; js javascript; py python; i18n internationalization
      l10n localization; a11y accessibility; o11y observability; gh github; pg postgres postgresql
      postgres postgresql; mongo mongodb; app application; apps applications; admin administrator
      api application-programming-interface; arg argument; args arguments; async asynchronous
      sync synchronous synchronize; attr attribute; auto automatic; bg background; btn button
      calc calculate; char character; cli command-line; cmd command; col column; conn connection
      const constant; ci continuous-integration; cd continuous-deployment continuous-delivery
      cred credential; creds credentials; css stylesheet; ctrl control controller; cur current; del delete
      desc description; dest destination; dev development developer; diff difference; dir directory
      dirs directories; doc documentation document; docs documentation documents; dup duplicate
      elem element; err error; exec execute; expr expression; ext extension; fe frontend; be backend
      fn function; func function; gen generate; gql graphql; hw hardware; id identifier; idx index
      img image; info information; init initialize initialization; int integer; kb keyboard; lang language
      len length; lib library; libs libraries; loc location; max maximum; mem memory; mgmt management
      mgr manager; min minimum; misc miscellaneous; mvp minimum-viable-product; nav navigation; num number
      obj object; ops operations; opt option; org organization; os operating-system; param parameter
      params parameters; perf performance; perm permission; perms permissions; pic picture; pkg package
      pr pull-request; prod production; proc process; prop property; props properties; pwd password
      pw password; qa quality-assurance; ref reference; refs references; regex regular-expression
      rel release; req request requirement; reqs requirements; res response result; ret return
      sec security; sess session; spec specification; specs specifications; sql database; src source
      srv server service; stat statistic; stats statistics; std standard; str string; sub subscription
      svc service; sys system; tbl table; temp temporary; tf terraform; tmp temporary; txt text
      ui user-interface; ux user-experience; util utility; utils utilities; val value; var variable
      vars variables; ver version; vm virtual-machine; ws websocket; xfer transfer
      """, weight: 0.7)
}
