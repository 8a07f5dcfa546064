# How the launcher's tests are told: stories, one after the other, on towns of their own. Sourced by
# tests/launcher/*_test.sh.
#
# A story is a function; `story "what it says" function` runs it, and any `want` in it that does not hold
# fails it. Towns live in a temporary folder on free ports, and are gone at the end whatever happened.

root=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
lamplight=$root/lamplight
folder=$(mktemp -d "${TMPDIR:-/tmp}/lamplight-test.XXXXXX")
towns=()
good=0
bad=0
unmet=0

story() {
  unmet=0
  "$2"
  if [[ $unmet -eq 0 ]]; then
    good=$((good + 1))
    printf 'ok      %s\n' "$1"
  else
    bad=$((bad + 1))
    printf 'not ok  %s\n' "$1"
  fi
}

# want SENTENCE COMMAND…: the command must succeed.
want() {
  local sentence=$1
  shift
  "$@" && return 0
  unmet=$((unmet + 1))
  printf '  unmet: %s (%s, line %s)\n' "$sentence" "$*" "${BASH_LINENO[0]}"
}

equal() {
  [[ $1 == "$2" ]] && return 0
  printf '  "%s" is not "%s"\n' "$1" "$2"
  return 1
}
below() { [[ $1 -lt $2 ]] || { printf '  %s is not below %s\n' "$1" "$2"; return 1; }; }
not() { ! "$@"; }

now_ms() { printf '%s' $((${EPOCHREALTIME/[.,]/} / 1000)); }

# within MILLISECONDS COMMAND…: tries every few milliseconds; a bound on how long, not a wait. The last try begins when
# the time is over, so that a machine that stood still in between is not taken for a command that failed.
within() {
  local end=$(($(now_ms) + $1)) nothing over=no
  shift
  until "$@"; do
    [[ $over == no ]] || return 1
    read -r -t 0.02 nothing <> <(:) || true
    [[ $(now_ms) -lt $end ]] || over=yes
  done
}

# patience MILLISECONDS [TIMES]: a bound that is promised for a machine that has time. One that is slow, or busy with
# other things, is given more: what it takes now for ten small programs beyond a quarter of a second, so many times.
patience() {
  local started slower i
  started=$(now_ms)
  for ((i = 0; i < 10; ++i)); do jq -n 1 >/dev/null; done
  slower=$(($(now_ms) - started - 250))
  [[ $slower -gt 0 ]] || slower=0
  printf '%s' $(($1 + slower * ${2:-4}))
}

# A port that nobody listens on, outside the range from which the kernel takes its own.
free_port() {
  local port hexadecimal
  while :; do
    port=$((20000 + RANDOM % 12000))
    printf -v hexadecimal '%04X' "$port"
    grep -qs ":$hexadecimal " /proc/net/tcp /proc/net/tcp6 || break
  done
  printf '%s' "$port"
}

# Makes `town` the one to speak of: its state folder and its options of `up`.
new_town() {
  town=$folder/$1
  towns+=("$town")
  http=$(free_port) mqtt=$(free_port) simulator=$(free_port)
  options=(--state "$town" --http "$http" --mqtt "$mqtt" --simulator "$simulator")
}

up() { "$lamplight" up "${options[@]}" --detach "$@" >"$folder/up.out" 2>&1 </dev/null || { cat "$folder/up.out"; return 1; }; }
down() { "$lamplight" down --state "$town" >"$folder/down.out" 2>&1 </dev/null || { cat "$folder/down.out"; return 1; }; }

# fact PATH: a member of endpoints.json; empty while there is none.
fact() { jq -r "$1 // empty" "$town/endpoints.json" 2>/dev/null; }
pid_of() { fact ".pids.$1"; }
pids() { jq -c .pids "$town/endpoints.json"; }
lives() { [[ -n $1 && -d /proc/$1 && $(cut -d ' ' -f 3 "/proc/$1/stat" 2>/dev/null) != Z ]]; }
ready() { equal "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$http/readyz")" 200 >/dev/null; }
sql() {
  MYSQL_PWD=$(fact .mysql.password) mariadb --no-defaults --socket="$(fact .mysql.socket)" --user="$(fact .mysql.user)" \
    --batch --skip-column-names "$(fact .mysql.database)" --execute="$1" </dev/null
}

# replaced NAME PID: endpoints.json names another one that lives.
replaced() {
  local now_running
  now_running=$(pid_of "$1")
  [[ -n $now_running && $now_running != "$2" ]] && lives "$now_running"
}

finish() {
  local state
  for state in "${towns[@]}"; do "$lamplight" down --state "$state" >/dev/null 2>&1 </dev/null; done
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

tell() {
  printf '%d passed, %d failed, %d skipped\n' "$good" "$bad" 0
  [[ $bad -eq 0 && $good -gt 0 ]]
}
