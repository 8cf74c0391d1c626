# bash completion for clio; generated from the declarations of its commands

# The words among the arguments that start with $cur.
_clio_words() {
  local word
  for word in "$@"; do
    [[ $word == "$cur"* ]] && COMPREPLY+=("$word")
  done
}

# The same of the lines of standard input, each up to its first tab.
_clio_lines() {
  local line
  while IFS= read -r line; do
    line=${line%%$'\t'*}
    [[ $line == "$cur"* ]] && COMPREPLY+=("$(printf '%q' "$line")")
  done
}

_clio_paths() {
  local line
  compopt -o filenames 2>/dev/null
  while IFS= read -r line; do
    COMPREPLY+=("$line")
  done < <(compgen "$1" -- "$cur")
}

# PATH WORD: the path of a command in REPLY
_clio_descend() {
  case "$1 $2" in
    ' init') REPLY=' init' ;;
    ' record') REPLY=' record' ;;
    ' hook') REPLY=' hook' ;;
    ' pause') REPLY=' pause' ;;
    ' resume') REPLY=' resume' ;;
    ' forget') REPLY=' forget' ;;
    ' doctor') REPLY=' doctor' ;;
    ' edit') REPLY=' edit' ;;
    ' move') REPLY=' move' ;;
    ' redact') REPLY=' redact' ;;
    ' renumber') REPLY=' renumber' ;;
    ' search') REPLY=' search' ;;
    ' list') REPLY=' list' ;;
    ' show') REPLY=' show' ;;
    ' stats') REPLY=' stats' ;;
    ' projects') REPLY=' projects' ;;
    ' check') REPLY=' check' ;;
    ' index') REPLY=' index' ;;
    ' import') REPLY=' import' ;;
    ' adr') REPLY=' adr' ;;
    ' create-phr') REPLY=' create-phr' ;;
    ' create-adr') REPLY=' create-adr' ;;
    ' adr-tools') REPLY=' adr-tools' ;;
    ' where') REPLY=' where' ;;
    ' completions') REPLY=' completions' ;;
    ' adr new') REPLY=' adr new' ;;
    ' adr list') REPLY=' adr list' ;;
    ' adr show') REPLY=' adr show' ;;
    ' adr accept') REPLY=' adr accept' ;;
    ' adr reject') REPLY=' adr reject' ;;
    ' adr deprecate') REPLY=' adr deprecate' ;;
    ' adr supersede') REPLY=' adr supersede' ;;
    ' adr amend') REPLY=' adr amend' ;;
    ' adr link') REPLY=' adr link' ;;
    ' adr toc') REPLY=' adr toc' ;;
    ' adr graph') REPLY=' adr graph' ;;
    ' adr history') REPLY=' adr history' ;;
    ' adr for') REPLY=' adr for' ;;
    ' adr suggest') REPLY=' adr suggest' ;;
    ' adr import') REPLY=' adr import' ;;
    ' adr export') REPLY=' adr export' ;;
    *) return 1 ;;
  esac
}

# PATH OPTION: whether the option takes a value
_clio_valued() {
  case "$1 $2" in
    *' --root') ;;
    *' --color') ;;
    *' --durability') ;;
    ' init --agent') ;;
    ' init --remove-agent') ;;
    ' record -t'|' record --title') ;;
    ' record -s'|' record --stage') ;;
    ' record -p'|' record --prompt') ;;
    ' record --prompt-file') ;;
    ' record --steering') ;;
    ' record -r'|' record --response') ;;
    ' record --response-file') ;;
    ' record -f'|' record --feature') ;;
    ' record --model') ;;
    ' record --surface') ;;
    ' record --command') ;;
    ' record --user') ;;
    ' record --date') ;;
    ' record -l'|' record --label') ;;
    ' record --file') ;;
    ' record --test') ;;
    ' record --link') ;;
    ' record --adr') ;;
    ' record --impact') ;;
    ' record --next') ;;
    ' record --reflection') ;;
    ' record --failure-modes') ;;
    ' record --graders') ;;
    ' record --variant') ;;
    ' record --experiment') ;;
    ' record --session') ;;
    ' record --turn') ;;
    ' record --set') ;;
    ' edit --set') ;;
    ' edit -f'|' edit --feature') ;;
    ' move -f'|' move --feature') ;;
    ' redact -f'|' redact --feature') ;;
    ' renumber --kind') ;;
    ' renumber -f'|' renumber --feature') ;;
    ' search -n'|' search --limit') ;;
    ' search --offset') ;;
    ' search --sort') ;;
    ' search --kind') ;;
    ' search -s'|' search --stage') ;;
    ' search -f'|' search --feature') ;;
    ' search -l'|' search --label') ;;
    ' search --status') ;;
    ' search --since') ;;
    ' search --until') ;;
    ' search --model') ;;
    ' search --user') ;;
    ' search --file') ;;
    ' list --sort') ;;
    ' list -n'|' list --limit') ;;
    ' list --offset') ;;
    ' list --kind') ;;
    ' list -s'|' list --stage') ;;
    ' list -f'|' list --feature') ;;
    ' list -l'|' list --label') ;;
    ' list --status') ;;
    ' list --since') ;;
    ' list --until') ;;
    ' list --model') ;;
    ' list --user') ;;
    ' list --file') ;;
    ' show --field') ;;
    ' show -f'|' show --feature') ;;
    ' stats --by') ;;
    ' stats -n'|' stats --limit') ;;
    ' stats --kind') ;;
    ' stats -s'|' stats --stage') ;;
    ' stats -f'|' stats --feature') ;;
    ' stats -l'|' stats --label') ;;
    ' stats --status') ;;
    ' stats --since') ;;
    ' stats --until') ;;
    ' stats --model') ;;
    ' stats --user') ;;
    ' stats --file') ;;
    ' check --format') ;;
    ' check --rule') ;;
    ' check --ignore') ;;
    ' check --kind') ;;
    ' check --severity') ;;
    ' check --since') ;;
    ' check --against') ;;
    ' check --baseline') ;;
    ' check --fail-on') ;;
    ' check --explain') ;;
    ' import --project') ;;
    ' import --since') ;;
    ' import --as') ;;
    ' import -t'|' import --title') ;;
    ' import -s'|' import --stage') ;;
    ' import -f'|' import --feature') ;;
    ' import --date') ;;
    ' adr new -t'|' adr new --title') ;;
    ' adr new --status') ;;
    ' adr new --date') ;;
    ' adr new -f'|' adr new --feature') ;;
    ' adr new --context') ;;
    ' adr new --decision') ;;
    ' adr new --positive') ;;
    ' adr new --negative') ;;
    ' adr new --alternatives') ;;
    ' adr new --references') ;;
    ' adr new --decider') ;;
    ' adr new --tag') ;;
    ' adr new --affects') ;;
    ' adr new --relates-to') ;;
    ' adr new --why-impact') ;;
    ' adr new --why-alternatives') ;;
    ' adr new --why-scope') ;;
    ' adr new --spec') ;;
    ' adr new --plan') ;;
    ' adr new --review-by') ;;
    ' adr new --supersedes') ;;
    ' adr new --amends') ;;
    ' adr new --from') ;;
    ' adr new --template') ;;
    ' adr new --set') ;;
    ' adr list --status') ;;
    ' adr list --tag') ;;
    ' adr list -f'|' adr list --feature') ;;
    ' adr supersede --by') ;;
    ' adr amend --by') ;;
    ' adr link --reverse') ;;
    ' adr toc --base') ;;
    ' adr toc --check') ;;
    ' adr graph --format') ;;
    ' adr for --budget') ;;
    ' adr suggest --since') ;;
    ' adr export --format') ;;
    ' where -f'|' where --feature') ;;
    *) return 1 ;;
  esac
}

# PATH OPTION: the values of an option
_clio_value() {
  case "$1 $2" in
    *' --root') _clio_paths -d ;;
    *' --color') _clio_words 'auto' 'always' 'never' ;;
    *' --durability') _clio_words 'full' 'fast' ;;
    ' record -s'|' record --stage') _clio_words 'constitution' 'spec' 'plan' 'tasks' 'red' 'green' 'refactor' 'explainer' 'misc' 'general' ;;
    ' record --prompt-file') _clio_paths -f ;;
    ' record --response-file') _clio_paths -f ;;
    ' record --file') _clio_paths -f ;;
    ' record --adr') _clio_lines < <(clio adr list --paths 2>/dev/null) ;;
    ' renumber --kind') _clio_words 'phr' 'adr' ;;
    ' search --sort') _clio_words 'score' 'date' 'id' ;;
    ' search --kind') _clio_words 'phr' 'adr' ;;
    ' search -s'|' search --stage') _clio_words 'constitution' 'spec' 'plan' 'tasks' 'red' 'green' 'refactor' 'explainer' 'misc' 'general' ;;
    ' search --status') _clio_words 'proposed' 'accepted' 'rejected' 'deprecated' 'superseded' ;;
    ' search --file') _clio_paths -f ;;
    ' list --sort') _clio_words 'date' 'id' 'title' 'path' ;;
    ' list --kind') _clio_words 'phr' 'adr' ;;
    ' list -s'|' list --stage') _clio_words 'constitution' 'spec' 'plan' 'tasks' 'red' 'green' 'refactor' 'explainer' 'misc' 'general' ;;
    ' list --status') _clio_words 'proposed' 'accepted' 'rejected' 'deprecated' 'superseded' ;;
    ' list --file') _clio_paths -f ;;
    ' stats --by') _clio_words 'kind' 'status' 'stage' 'feature' 'label' 'model' 'user' 'month' ;;
    ' stats --kind') _clio_words 'phr' 'adr' ;;
    ' stats -s'|' stats --stage') _clio_words 'constitution' 'spec' 'plan' 'tasks' 'red' 'green' 'refactor' 'explainer' 'misc' 'general' ;;
    ' stats --status') _clio_words 'proposed' 'accepted' 'rejected' 'deprecated' 'superseded' ;;
    ' stats --file') _clio_paths -f ;;
    ' check --format') _clio_words 'text' 'json' 'sarif' 'github' 'junit' 'checkstyle' ;;
    ' check --rule') _clio_lines < <(clio check --list-rules | sed 's/ .*//' 2>/dev/null) ;;
    ' check --ignore') _clio_lines < <(clio check --list-rules | sed 's/ .*//' 2>/dev/null) ;;
    ' check --kind') _clio_words 'phr' 'adr' ;;
    ' check --severity') _clio_words 'info' 'warning' 'error' ;;
    ' check --baseline') _clio_paths -f ;;
    ' check --fail-on') _clio_words 'info' 'warning' 'error' ;;
    ' check --explain') _clio_lines < <(clio check --list-rules | sed 's/ .*//' 2>/dev/null) ;;
    ' import --project') _clio_paths -d ;;
    ' import --as') _clio_words 'phr' 'adr' ;;
    ' import -s'|' import --stage') _clio_words 'constitution' 'spec' 'plan' 'tasks' 'red' 'green' 'refactor' 'explainer' 'misc' 'general' ;;
    ' adr new --status') _clio_words 'proposed' 'accepted' 'rejected' 'deprecated' 'superseded' ;;
    ' adr new --relates-to') _clio_paths -f ;;
    ' adr new --spec') _clio_paths -f ;;
    ' adr new --plan') _clio_paths -f ;;
    ' adr new --supersedes') _clio_lines < <(clio adr list --paths 2>/dev/null) ;;
    ' adr new --amends') _clio_lines < <(clio adr list --paths 2>/dev/null) ;;
    ' adr new --from') _clio_lines < <(clio list --paths 2>/dev/null) ;;
    ' adr list --status') _clio_words 'proposed' 'accepted' 'rejected' 'deprecated' 'superseded' ;;
    ' adr supersede --by') _clio_lines < <(clio adr list --paths 2>/dev/null) ;;
    ' adr amend --by') _clio_lines < <(clio adr list --paths 2>/dev/null) ;;
    ' adr toc --base') _clio_paths -d ;;
    ' adr toc --check') _clio_paths -f ;;
    ' adr graph --format') _clio_words 'dot' 'mermaid' 'svg' 'json' ;;
    ' adr export --format') _clio_words 'json' ;;
    *) return 0 ;;
  esac
}

# PATH POSITION: what may stand there
_clio_operand() {
  case "$1 $2" in
    ' 0') _clio_words 'init' 'record' 'hook' 'pause' 'resume' 'forget' 'doctor' 'edit' 'move' 'redact' 'renumber' 'search' 'list' 'show' 'stats' 'projects' 'check' 'index' 'import' 'adr' 'create-phr' 'create-adr' 'adr-tools' 'where' 'completions' 'help' ;;
    ' edit 0') _clio_lines < <(clio list --paths 2>/dev/null) ;;
    ' redact 0') _clio_lines < <(clio list --paths 2>/dev/null) ;;
    ' show 0') _clio_lines < <(clio list --paths 2>/dev/null) ;;
    ' projects 0') _clio_words 'list' 'add' 'forget' ;;
    ' projects '*) _clio_paths -d ;;
    ' check '*) _clio_paths -f ;;
    ' import '*) _clio_paths -f ;;
    ' adr 0') _clio_words 'new' 'list' 'show' 'accept' 'reject' 'deprecate' 'supersede' 'amend' 'link' 'toc' 'graph' 'history' 'for' 'suggest' 'import' 'export' 'help' ;;
    ' adr show 0') _clio_lines < <(clio adr list --paths 2>/dev/null) ;;
    ' adr accept 0') _clio_lines < <(clio adr list --paths 2>/dev/null) ;;
    ' adr reject 0') _clio_lines < <(clio adr list --paths 2>/dev/null) ;;
    ' adr deprecate 0') _clio_lines < <(clio adr list --paths 2>/dev/null) ;;
    ' adr supersede 0') _clio_lines < <(clio adr list --paths 2>/dev/null) ;;
    ' adr amend 0') _clio_lines < <(clio adr list --paths 2>/dev/null) ;;
    ' adr link 0') _clio_lines < <(clio adr list --paths 2>/dev/null) ;;
    ' adr link 2') _clio_lines < <(clio adr list --paths 2>/dev/null) ;;
    ' adr history 0') _clio_lines < <(clio adr list --paths 2>/dev/null) ;;
    ' adr for '*) _clio_paths -f ;;
    ' adr suggest '*) _clio_paths -f ;;
    ' adr import 0') _clio_paths -f ;;
    ' completions 0') _clio_words 'bash' 'zsh' 'fish' ;;
    *) return 0 ;;
  esac
}

# PATH: the options
_clio_options() {
  case "$1" in
    '') _clio_words '--root' '--color' '-q' '--quiet' '--durability' '-V' '--version' '-h' '--help' ;;
    ' init') _clio_words '--templates' '--agent' '--remove-agent' '--shared' '--user' '-n' '--dry-run' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' record') _clio_words '-t' '--title' '-s' '--stage' '-p' '--prompt' '--prompt-file' '--steering' '-r' '--response' '--response-file' '-f' '--feature' '--model' '--surface' '--command' '--user' '--date' '-l' '--label' '--file' '--test' '--link' '--adr' '--impact' '--next' '--reflection' '--failure-modes' '--graders' '--variant' '--experiment' '--session' '--turn' '--set' '--current' '--apart' '--json-in' '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' hook') _clio_words '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' pause') _clio_words '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' resume') _clio_words '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' forget') _clio_words '--last' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' doctor') _clio_words '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' edit') _clio_words '--set' '-f' '--feature' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' move') _clio_words '--all' '-n' '--dry-run' '-f' '--feature' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' redact') _clio_words '-n' '--dry-run' '-f' '--feature' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' renumber') _clio_words '-n' '--dry-run' '--kind' '-f' '--feature' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' search') _clio_words '-n' '--limit' '--offset' '--sort' '--count' '--paths' '-0' '--null' '--json' '--kind' '-s' '--stage' '-f' '--feature' '-l' '--label' '--status' '--since' '--until' '--model' '--user' '--file' '--live' '--all' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' list') _clio_words '--sort' '--reverse' '-n' '--limit' '--offset' '--count' '--paths' '-0' '--null' '--json' '--kind' '-s' '--stage' '-f' '--feature' '-l' '--label' '--status' '--since' '--until' '--model' '--user' '--file' '--live' '--all' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' show') _clio_words '--prompt' '--prompts' '--response' '--field' '--links' '--path' '--json' '-f' '--feature' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' stats') _clio_words '--by' '-n' '--limit' '--json' '--kind' '-s' '--stage' '-f' '--feature' '-l' '--label' '--status' '--since' '--until' '--model' '--user' '--file' '--live' '--all' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' projects') _clio_words '--missing' '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' check') _clio_words '--format' '--json' '-a' '--all' '--rule' '--ignore' '--kind' '--severity' '--since' '--staged' '--against' '--fix' '-n' '--dry-run' '--baseline' '--update-baseline' '--fail-on' '--warn-only' '--require-records' '--list-rules' '--explain' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' index') _clio_words '--status' '--rebuild' '--verify' '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' import') _clio_words '--project' '--since' '--as' '-t' '--title' '-s' '--stage' '-f' '--feature' '--date' '-n' '--dry-run' '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr') _clio_words '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr new') _clio_words '-t' '--title' '--status' '--date' '-f' '--feature' '--context' '--decision' '--positive' '--negative' '--alternatives' '--references' '--decider' '--tag' '--affects' '--relates-to' '--why-impact' '--why-alternatives' '--why-scope' '--spec' '--plan' '--review-by' '--supersedes' '--amends' '--from' '--template' '--set' '-e' '--edit' '--json-in' '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr list') _clio_words '--live' '--status' '--tag' '-f' '--feature' '--due' '--paths' '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr show') _clio_words '--links' '--path' '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr accept') _clio_words '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr reject') _clio_words '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr deprecate') _clio_words '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr supersede') _clio_words '--by' '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr amend') _clio_words '--by' '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr link') _clio_words '--reverse' '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr toc') _clio_words '--base' '--check' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr graph') _clio_words '--format' '--prompts' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr history') _clio_words '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr for') _clio_words '--budget' '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr suggest') _clio_words '--since' '--all' '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr import') _clio_words '--in-place' '-n' '--dry-run' '--json' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr export') _clio_words '--format' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' create-phr') _clio_words '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' create-adr') _clio_words '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' adr-tools') _clio_words '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' where') _clio_words '--json' '-f' '--feature' '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    ' completions') _clio_words '--root' '--color' '-q' '--quiet' '--durability' '-h' '--help' ;;
    *) return 0 ;;
  esac
}

_clio() {
  local cur=${COMP_WORDS[COMP_CWORD]} path='' plain='' word='' REPLY=''
  local -i index=1 position=0
  COMPREPLY=()
  while ((index < COMP_CWORD)); do
    word=${COMP_WORDS[index]}
    index+=1
    if [[ -z $plain && $word == -- ]]; then
      plain=1
    elif [[ -z $plain && $word == -?* ]]; then
      if _clio_valued "$path" "$word"; then
        # Readline splits --name=value into three words.
        [[ ${COMP_WORDS[index]} == = ]] && index+=1
        if ((index >= COMP_CWORD)); then
          [[ $cur == = ]] && cur=''
          _clio_value "$path" "$word"
          return 0
        fi
        index+=1
      fi
    elif _clio_descend "$path" "$word"; then
      path=$REPLY
    elif [[ $word != help ]]; then
      position+=1
    fi
  done
  if [[ -z $plain && $cur == -* ]]; then
    _clio_options "$path"
  else
    _clio_operand "$path" "$position"
  fi
  return 0
}

complete -F _clio clio
