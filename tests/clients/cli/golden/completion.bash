# bash completion of kasvu: source <(kasvu completion bash)
_kasvu() {
  local path="" words="" current="${COMP_WORDS[COMP_CWORD]}" word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="${COMP_WORDS[i]}"
    case "$path $word" in
      " admin"|" clock"|" clock advance"|" clock set"|" clock show"|" cohort"|" cohort archive"|" cohort cancel"|" cohort close"|" cohort create"|" cohort decide"|" cohort list"|" cohort migrate"|" cohort move"|" cohort schedule"|" cohort show"|" cohort start"|" cohort watch"|" company"|" company add"|" company list"|" completion"|" completion bash"|" enrolment"|" enrolment accept"|" enrolment add"|" enrolment import"|" enrolment list"|" enrolment pause"|" enrolment resume"|" enrolment return"|" enrolment show"|" enrolment waitlist"|" enrolment withdraw"|" group"|" group form"|" group list"|" group move"|" history"|" history show"|" history verify"|" key"|" key list"|" key new"|" key show"|" key trust"|" link"|" link assign"|" link consent"|" link end"|" link list"|" link rotate"|" mandate"|" mandate end"|" mandate grant"|" mandate list"|" person"|" person add"|" person change"|" person erase"|" person list"|" person show"|" progress"|" progress answer"|" progress attend"|" progress correct"|" progress experiment"|" progress meet"|" progress outcome"|" progress record"|" progress review"|" progress show"|" progress sign"|" progress waive"|" session"|" session cancel"|" session move"|" template"|" template adapt"|" template check"|" template decline"|" template diff"|" template export"|" template import"|" template lineage"|" template list"|" template merge"|" template publish"|" template show"|" template simulate"|" template standing"|" template versions"|" work") path="$path $word" ;;
    esac
  done
  if [ "$path" = " admin" ]; then
    declare -F _kasvu_admin >/dev/null ||
      source <(kasvu admin completion bash 2>/dev/null)
    ! declare -F _kasvu_admin >/dev/null || _kasvu_admin
    return
  fi
  case "$path" in
    "") words="template key person company mandate cohort enrolment group link session progress work history clock admin completion --help --version --server --as --lang --json --no-progress" ;;
    " admin") words="--help" ;;
    " clock") words="show set advance --help" ;;
    " clock advance") words="--help" ;;
    " clock set") words="--help" ;;
    " clock show") words="--help" ;;
    " cohort") words="create list show start schedule move decide migrate watch close cancel archive --help" ;;
    " cohort archive") words="--help --finished-before --to --purge --dry-run" ;;
    " cohort cancel") words="--help --reason" ;;
    " cohort close") words="--help" ;;
    " cohort create") words="--help --template --id --start --title --region --owner --project --time-zone --param" ;;
    " cohort decide") words="--help --for --date --topic --on --note" ;;
    " cohort list") words="--help" ;;
    " cohort migrate") words="--help --to --dry-run --plan --only --except --dates --credit --accept --accept-all --revert" ;;
    " cohort move") words="--help --start" ;;
    " cohort schedule") words="--help --group --move --to" ;;
    " cohort show") words="--help" ;;
    " cohort start") words="--help" ;;
    " cohort watch") words="--help --from --stop" ;;
    " company") words="add list --help" ;;
    " company add") words="--help --name --business-id --region --municipality --industry --classification --size --years" ;;
    " company list") words="--help --business-id" ;;
    " completion") words="bash --help" ;;
    " completion bash") words="--help" ;;
    " enrolment") words="add import list show accept waitlist pause resume withdraw return --help" ;;
    " enrolment accept") words="--help" ;;
    " enrolment add") words="--help --name --email --phone --language --company --business-id --region --municipality --track" ;;
    " enrolment import") words="--help --dry-run --all-or-nothing" ;;
    " enrolment list") words="--help" ;;
    " enrolment pause") words="--help --cohort --reason --on" ;;
    " enrolment resume") words="--help --cohort --on" ;;
    " enrolment return") words="--help --cohort --on" ;;
    " enrolment show") words="--help --cohort" ;;
    " enrolment waitlist") words="--help --cohort" ;;
    " enrolment withdraw") words="--help --cohort --reason --on" ;;
    " group") words="form list move --help" ;;
    " group form") words="--help --groups --dry-run" ;;
    " group list") words="--help" ;;
    " group move") words="--help --cohort" ;;
    " history") words="show verify --help" ;;
    " history show") words="--help" ;;
    " history verify") words="--help" ;;
    " key") words="new show trust list --help" ;;
    " key list") words="--help" ;;
    " key new") words="--help" ;;
    " key show") words="--help" ;;
    " key trust") words="--help --replace" ;;
    " link") words="assign rotate end consent list --help" ;;
    " link assign") words="--help --for --with --item" ;;
    " link consent") words="--help --cohort --by" ;;
    " link end") words="--help --cohort --reason" ;;
    " link list") words="--help --link --enrolment --ended" ;;
    " link rotate") words="--help --item --group --dry-run" ;;
    " mandate") words="grant end list --help" ;;
    " mandate end") words="--help --until" ;;
    " mandate grant") words="--help --role --scope --from --until" ;;
    " mandate list") words="--help --person --scope" ;;
    " person") words="add change list show erase --help" ;;
    " person add") words="--help --name --email --phone --language --company --municipality" ;;
    " person change") words="--help --name --email --phone --language --company --municipality" ;;
    " person erase") words="--help" ;;
    " person list") words="--help --email" ;;
    " person show") words="--help" ;;
    " progress") words="show record meet sign experiment outcome review attend answer waive correct --help" ;;
    " progress answer") words="--help --answer --file --cohort --on --dry-run" ;;
    " progress attend") words="--help --cohort --absent --present --on --note" ;;
    " progress correct") words="--help --cohort --on --note --field --done --absent --minutes --value --for --clear --reason" ;;
    " progress experiment") words="--help --cohort --on --note --field" ;;
    " progress meet") words="--help --cohort --on --note --field --minutes --mode --with" ;;
    " progress outcome") words="--help --cohort --on --note --field --shared-with" ;;
    " progress record") words="--help --cohort --on --note --field --done --absent" ;;
    " progress review") words="--help --cohort --on --note --field --send-back" ;;
    " progress show") words="--help --cohort" ;;
    " progress sign") words="--help --cohort --on --note --field --role" ;;
    " progress waive") words="--help --cohort --reason" ;;
    " session") words="move cancel --help" ;;
    " session cancel") words="--help --cohort --reason" ;;
    " session move") words="--help --cohort --to --mode --topic" ;;
    " template") words="check publish list show versions diff adapt merge decline lineage standing export import simulate --help" ;;
    " template adapt") words="--help --as --out" ;;
    " template check") words="--help" ;;
    " template decline") words="--help --reason" ;;
    " template diff") words="--help" ;;
    " template export") words="--help --key --out --from" ;;
    " template import") words="--help --dry-run" ;;
    " template lineage") words="--help" ;;
    " template list") words="--help --modules" ;;
    " template merge") words="--help --onto --take --out" ;;
    " template publish") words="--help --publisher --dry-run" ;;
    " template show") words="--help --yaml --compiled" ;;
    " template simulate") words="--help --participants --groups --runs --seed --attendance --dropout --profile --start --region --csv" ;;
    " template standing") words="--help --successor --reason" ;;
    " template versions") words="--help" ;;
    " work") words="--help --cohort --person --days --by-step" ;;
  esac
  case "${COMP_WORDS[COMP_CWORD - 1]}" in
    --classification) words="TOL2008 TOL2025" ;;
    --lang) words="fi sv en" ;;
    --language) words="fi sv en se" ;;
    --mode) words="onsite online hybrid" ;;
    --absent|--accept|--answer|--as|--attendance|--business-id|--by|--cohort|--company|--credit|--date|--dates|--days|--dropout|--email|--enrolment|--except|--field|--file|--finished-before|--for|--from|--group|--groups|--id|--industry|--item|--key|--link|--minutes|--move|--municipality|--name|--note|--on|--only|--onto|--out|--owner|--param|--participants|--person|--phone|--plan|--present|--profile|--project|--publisher|--reason|--region|--role|--runs|--scope|--seed|--server|--shared-with|--size|--start|--successor|--take|--template|--time-zone|--title|--to|--topic|--track|--until|--value|--with|--years) words="" ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o default -F _kasvu kasvu
