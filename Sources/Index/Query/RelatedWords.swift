extension WordTable {
  /// Words that developers use for the same or nearly the same thing. The first of a group is near to each of the
  /// others; these are near to each other only where another group says so.
  static let related = WordTable(
    text: """
      error failure fault exception bug crash defect broken problem issue
      fix repair resolve correct patch solve mend recover hotfix
      remove delete drop erase purge destroy uninstall clean clear discard
      add create new introduce insert make build generate
      change update modify edit alter adjust revise modification diff
      refactor restructure reorganize cleanup simplify rewrite consolidate
      replace swap substitute migrate switch supersede; move relocate transfer rename migrate
      fast speed quick performance optimize latency slow efficient rapid instant
      slow sluggish latency lag delay timeout; login signin sign-in log-in authentication authenticate
      logout signout sign-out; signup sign-up register registration onboarding enroll
      password credential secret passphrase; credential secret token key password
      permission authorization access role privilege rights permit
      user account member customer person profile; admin administrator superuser
      test spec coverage verify check unit-test qa; verify validate check confirm ensure
      documentation docs readme guide manual handbook; tutorial guide lesson walkthrough
      lesson chapter course module unit; quiz exercise assessment question test
      deploy release ship publish rollout launch; rollback revert undo restore
      config configuration settings options preferences parameters
      setup install bootstrap initialize scaffold groundwork foundation
      start launch run boot startup begin; stop halt shutdown kill terminate
      database db storage datastore store persistence sql; schema table model layout structure
      migration migrate upgrade; query search lookup find retrieve; cache memoize store keep
      keep retain retention preserve store persist; expire expiry ttl lifetime timeout retention
      frontend front-end client ui browser web; backend back-end server api
      ui interface screen page layout design gui; page screen view site; website site page web
      button control widget click cta; color colour theme palette style; dark night theme
      style css design look appearance; menu navigation navbar sidebar
      terminal console command-line cli shell prompt; server host backend machine service
      service microservice daemon worker; gateway proxy entry-point router ingress
      forward route proxy redirect relay pass; queue broker kafka rabbitmq messaging event
      event message notification; notification alert toast message; cluster kubernetes k8s minikube node
      container docker image pod; local localhost laptop machine; cloud aws azure gcp
      network connection connectivity; address url port host endpoint; link url href hyperlink
      endpoint route url api; request call query; response reply answer respond
      answer reply response solution; bot chatbot assistant agent; ai llm model gpt
      prompt instruction question; translate translation language i18n localization locale
      language locale translation lang; personalize customize tailor adapt
      monitor observe metrics telemetry observability; log logging trace audit record
      alert warning alarm notify; secure security safe vulnerability
      encrypt encryption tls ssl certificate; attack exploit vulnerability injection
      validate validation sanitize check; format style lint convention; lint linter static-analysis
      compile compilation build; build compile package bundle; syntax parse grammar; escape encode entity
      encoding utf8 charset unicode; file document; folder directory path; image picture photo icon docker
      upload attach import; download fetch export; import load ingest; export dump output
      schedule cron timer job; task todo item job; list index enumerate collection
      count number total statistics stats; statistics stats metrics analytics; finish complete done end
      open pending incomplete unfinished; report summary overview; plan roadmap design strategy
      design architecture structure; architecture structure design; requirement spec specification need
      specification spec requirement; decision choice adr decide; choose select pick decide
      compare comparison evaluate; option alternative; reason rationale why motivation
      version release revision; branch trunk main master; trunk main master; commit checkin
      merge combine integrate join; review pull-request pr approval; repository repo git
      dependency package library module; library framework package
      vendor provider supplier third-party saas; cost price expensive cheap billing pricing budget money
      pay payment billing checkout; permanent static long-lived fixed
      temporary ephemeral short-lived transient; rotate renew refresh; automatic automate auto
      manual hand; automate automation script pipeline; pipeline ci workflow
      infrastructure infra terraform platform; standard convention rule guideline; rule policy guideline
      consistent consistency uniform same; contradict conflict inconsistent disagree clash
      duplicate copy redundant repeated; missing absent lacking lost; empty blank null none
      wrong incorrect invalid bad; block prevent deny; allow permit enable; enable activate turn-on
      disable deactivate turn-off; hide conceal collapse; show display render view
      confirm confirmation approve; approve accept; reject decline refuse; save persist store
      share publish; sync synchronize; parallel concurrent concurrency async simultaneous; lock mutex race
      retry repeat attempt; limit throttle quota rate; scale scalable scaling; load traffic fetch
      big large huge; small tiny minimal; first initial; last final; next later future
      phase stage step milestone iteration; later future next; team people developer
      developer engineer programmer; mobile phone responsive; email mail smtp; chat conversation message
      session cookie; type typing typed; function method routine; class object
      variable field attribute property; argument parameter option; environment env
      backup snapshot restore; restart reload reboot; outage downtime unavailable down
      recover failover restore; example sample demo; demo showcase presentation
      feature capability functionality; hook trigger callback; date time day timestamp
      student learner pupil; teacher instructor; book textbook; content text material; choice choose
      proof prove evidence; failure fail; loss lose; sale sell; growth grow; maintenance maintain
      description describe; expense expensive; deletion delete; conclusion conclude; exclusion exclude
      inclusion include; submission submit; admission admit; retention retain; explanation explain
      speech speak voice audio; thought think; accept approve agree merge; account user profile identity
      accuracy precision correctness; achieve reach accomplish; active enabled current live
      advice recommendation guidance tip suggestion; agree accept consent
      aim goal purpose objective target; analyze inspect examine investigate audit
      announce publish notify declare; annoying irritating noisy; anonymous guest unauthenticated public
      appear show render; application app program service; approach method strategy technique way
      area region zone section; arrange organize sort order; article post page document
      ask request prompt query; attach add include upload; attempt try retry; audience user reader
      available accessible up ready; avoid prevent skip bypass; background async worker theme
      balance distribute load; ban block forbid prohibit; bare plain minimal; basic simple fundamental
      beautiful polished attractive; behavior behaviour action; benefit advantage gain pro
      bill invoice payment cost; blank empty white; border edge outline frame
      bottleneck performance slow hot; boundary limit border edge; box container card panel
      brand logo identity; brief short concise summary; browser chrome firefox safari client
      business domain company enterprise; calendar date schedule; cancel abort stop
      capture record collect; carry hold contain; category group class tag label; cause reason source root
      caution warning; central main core common shared; centralize consolidate unify
      certificate tls cert ssl; chain sequence pipeline; charge cost bill fee; chart graph diagram plot
      cheat bypass workaround; chunk split segment piece; clarify explain clarification ambiguity
      clear obvious explicit plain; clone copy duplicate fork; close shut finish end
      code source implementation program; codebase repository project; collapse fold hide
      collect gather aggregate harvest; comment note annotation remark; common shared general frequent
      company organization business; compatible compatibility support interoperable; complain warn report
      complete full finish done; complex complicated difficult; component module widget part
      compress gzip shrink minify; compute calculate evaluate; concern worry issue; conclude finish decide
      condition state rule; connect link attach integrate join; consider evaluate think
      consumer client subscriber; contain include hold; context background situation
      continue proceed resume; contract agreement interface schema; control manage govern
      convert transform translate migrate; copy duplicate clone; core kernel main central
      corrupt damaged broken malformed; costly expensive; cover coverage include
      crawl scrape spider fetch; custom bespoke own tailored; customer client user; cut trim split reduce
      cycle loop iteration circular; damage break corrupt; danger risk hazard
      dashboard panel overview home; data information content records; deadline due date
      debug troubleshoot diagnose investigate; decline refuse reject; decrease reduce lower shrink
      default standard fallback; defer postpone delay; define specify declare; demand require request
      deny reject refuse forbid; depend rely require; deprecate obsolete retire sunset
      describe explain document; desktop pc computer; destroy delete; detail specific particular
      detect find discover recognize; determine decide detect; device phone hardware
      diagnose debug analyze; difference gap discrepancy distinction; difficult hard complex; digit number
      direct straight immediate; directory folder; disagree conflict contradict differ
      disappear vanish missing lost; disaster outage failure; discover find detect; discuss debate talk
      disk drive storage volume; display show screen; distribute spread share deliver
      divide split partition separate; domain host dns; double duplicate twice; doubt uncertain question
      draft proposal preliminary; draw render paint; dropdown select menu combobox; due deadline
      dump export backup; duty responsibility obligation; dynamic runtime; early soon first; earn gain
      ease simplify easy; easy simple straightforward; edge border boundary; educate teach train
      effect impact result; effort work cost; elastic scalable; elegant clean; eliminate remove
      embed include inline; emit send publish output; encounter hit meet face; encourage promote
      end finish close last; enforce require ensure policy; enhance improve; enough sufficient
      enter input type; entry item record row; envelope wrapper; equal same identical; erase delete
      erroneous wrong; essential necessary critical required; establish set create
      estimate guess approximate; exact precise verbatim; exceed over limit; exchange swap trade
      exclude ignore omit skip; exist present; exit quit leave; expand extend grow; expect want require
      experiment trial prototype poc; expert specialist; explain describe clarify; explicit clear
      explore investigate; expose publish export; extend expand add; external outside third-party remote
      extra additional spare; extract pull parse; fake mock stub dummy; fall decrease; familiar known
      family group; favor prefer; favorite bookmark star; feed stream rss; feedback review comment
      field column attribute; fill populate complete; filter search narrow; find locate discover; fine ok
      fit match suit; fixture sample mock; flag switch option toggle
      flaky unstable intermittent nondeterministic; flash blink flicker; flexible configurable adaptable
      flow process path; focus highlight concentrate; follow track subscribe; font typography text
      footer bottom; forbid prohibit deny; force require must; forget lose omit; form input
      foundation base setup; fragile brittle; frame border window; free release gratis
      freeze lock hang stuck; frequent often common; fresh new current; friendly usable; front face
      full complete; fund money budget; funnel pipeline; gap missing difference; garbage junk trash
      gather collect; general common generic; gentle soft; goal objective; grade score rating
      grant allow permission; graph chart; greet welcome hello; group cluster category team
      grow increase scale; guarantee ensure promise; guard protect; guess estimate infer predict
      guest anonymous visitor; guide help; halt stop; handle process manage; handler callback controller
      hang freeze stuck block; happen occur; hard difficult; hardcoded literal fixed constant
      hash digest checksum; header top; health status liveness readiness; heavy large slow
      help support assist; helper utility; hero banner; hidden invisible; hierarchy tree; high top
      highlight emphasize mark; hint tip suggestion; hold keep contain; hole gap vulnerability
      home landing main index; honest truthful; horizontal row; hosting deployment server; hot popular
      hour time; human person user manual; hurry rush; idea concept proposal; identical same
      identify recognize detect; identity uid account; idle inactive; ignore skip exclude; illustrate show
      immediate instant now; immutable readonly constant; impact effect consequence
      implement build develop code; important critical major key; improve enhance better optimize
      inbox message; include contain; inconsistent mismatch; increase raise grow
      independent separate standalone decoupled; indicate show mark; individual single; inform notify tell
      inherit extend; initial first; inline embed; inner internal; input entry form
      insecure unsafe vulnerable; inspect examine view; instance example; instant immediate realtime
      instruction guide directive; integrate connect combine; integrity consistency; intent purpose
      interface api; interfere conflict; intermittent flaky; internal private; interpret parse
      interrupt stop; interval period duration; introduce add; invalid wrong malformed; invent create
      investigate research; invite join; invoke call execute run; isolate separate sandbox
      isolation sandbox separation; job task; journey flow; judge evaluate assess; jump skip
      justify explain rationale; kick remove; kill stop; knowledge know; label tag; landing home
      large big; late delayed; launch release; layer tier; layout grid; lazy deferred; leader head
      leak expose leakage; learn study training; leave exit; left remaining
      legacy old deprecated existing; length size; level tier degree; life lifecycle; light bright
      lightweight small minimal; line row; listen subscribe; little small; live production running
      locate find; logic rule; long large; look appearance; loop cycle; lose missing; low small
      maintain support keep; major important; manage handle control; mandatory required compulsory
      map mapping; mark flag; mask hide redact; match equal; material content; matter important
      maximum limit; measure metric; mechanism way; media image video; member user; memory ram
      mention reference; messy dirty; microservice service; middle center; mimic simulate; minor small
      mirror copy; mismatch difference inconsistent; mistake error wrong; mix combine; mode state
      modern new current; modular module decoupled; money payment; multi many multiple
      multiple several many; music audio; name title; narrow filter; navigate navigation browse
      necessary required; need require; neglect ignore; new latest; newcomer beginner onboarding
      news update; normal default; note comment; notice notification; notify alert inform
      obsolete deprecated old; obtain get fetch; occur happen; offer provide; offline disconnected local
      old legacy; omit skip; online connected; operate run; operation action; opposite reverse
      order sequence sort; organize structure; origin source; outdated stale old obsolete
      outline summary structure; output result; outside external; overflow exceed; overhead cost
      override replace; overview summary; overwrite replace; owner maintainer author
      ownership owner responsibility; pace speed; pack bundle; paginate pagination page; paint render
      paper document; part component; partial incomplete; participant user; partition split
      partner third-party; past history old; paste copy; pattern convention; pause stop suspend
      payload body data; peak maximum; pending waiting; period interval; persist save; phone mobile
      phrase text wording; pick choose; piece part chunk; place location; plain simple
      platform infrastructure; play run; plugin extension addon; pointer reference; policy rule; poor bad
      popular common; popup modal dialog; portal dashboard; portion part; position location
      postpone defer; practice convention; precise exact; predict forecast; prefer choose; premium paid
      prepare setup; preserve keep; press click; pressure load; pretty format; previous old last
      price cost; primary main; principle rule guideline constitution; print output
      priority severity importance; private internal; probe check health; procedure process steps
      proceed continue; produce generate; producer publisher; profile user; program application
      progress status; prohibit forbid; project repository; promise guarantee; promotion release
      propagate spread; proper correct; proposal draft; protect secure guard; prototype poc demo
      prove verify; provide give supply; provision create setup; public open; pull fetch; purchase buy
      purpose goal; put place; quantity count number; quick fast; quiet silent; quit exit; quote cite
      raise increase throw; rank order score; raw plain; react respond; real actual
      realtime live websocket instant; receive get; recent new latest; recognize detect
      recommend suggest advise; reconcile sync; record log; recreate rebuild; redact mask
      redirect forward; redo repeat; reduce decrease lower; redundant duplicate; refer reference
      refresh reload update; refuse reject; region area; regress regression; regression bug
      relation relationship; reliable reliability robust stable; reload refresh; remark comment
      remember save; remind reminder notification; render display; repair fix; replicate copy
      require need must; research investigate; reset clear; resilient resilience robust
      responsible responsibility; restrict limit; result outcome; resume continue; retain keep
      retire deprecate; retrieve fetch; reuse share; reveal show; revoke invalidate; risk danger
      robot humanoid; robust reliable; role permission; safe secure; scenario case; score grade
      scrape crawl; seed populate; segment chunk; sensitive private secret; separate split isolate
      sequence order; serverless lambda; severe critical; shape structure; shift move; shorten abbreviate
      shrink reduce; silent quiet; similar same like; simulate mock; single one; sketch draft; skip ignore
      snippet excerpt; sort order; source origin; space whitespace; spend cost; spin spinner loading
      spinner loading; split divide; stable stability reliable; staff team employee; stale outdated
      state status; steady stable; straight direct; string text; strip remove trim; stuck hang blocked
      study learn; submit send; succeed success pass; suggest recommend propose; suite test
      summarize summary; summary overview; suppress silence hide; tag label; target goal
      technology stack tool; template boilerplate scaffold; tenant customer; term word
      thorough comprehensive; threshold limit; throw raise; ticket issue; tidy clean; title heading name
      heading title header; toggle switch; tool utility; tooltip hint; topic subject; total sum
      track monitor; tradeoff compromise; transient temporary; trick workaround; trouble problem
      tune optimize; tutor teacher; typo misspelling; unauthorized forbidden denied
      unavailable down offline; uncertain unclear ambiguous; unclear ambiguous; unify consolidate
      unique distinct; unknown undefined; unnecessary redundant; unsafe insecure; unstable flaky
      unused dead; upgrade update; urgent critical; vague ambiguous unclear; vector embedding
      embedding vector; vertical column; violate violation; visitor guest; voice speech; wait delay
      watch monitor; welcome greet; whole entire; workaround hack; zone area
      """, weight: 0.25)
}
