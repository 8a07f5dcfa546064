# Running one test program and counting its cases. Sourced by ./lamplight, used by server/launcher/test.sh.

# No program of a suite may take longer; one that hangs is a failure, not a wait.
program_seconds_max=1500

count() {
  passed=$((passed + $1))
  failed=$((failed + $2))
  skipped=$((skipped + $3))
  printf '  %-24s %5d passed' "$4" "$1"
  [[ $2 -eq 0 ]] || printf ', %d failed' "$2"
  [[ $3 -eq 0 ]] || printf ', %d skipped' "$3"
  printf '   %s s\n' "$5"
}

count_failure() { count 0 1 0 "$1" 0; }

# run_kept PRESET NAME COMMAND…: leaves what it said in `log`, how it ended in `ended`, the time in `took`.
run_kept() {
  local preset=$1 name=$2 started=$SECONDS
  shift 2
  mkdir -p "$root/build/$preset/test-logs"
  log=$root/build/$preset/test-logs/$name.log
  [[ ! -t 1 ]] || printf '  %-24s running…\r' "$name"
  (cd "$root" && exec timeout --kill-after=20 "$program_seconds_max" "$@") >"$log" 2>&1 </dev/null
  ended=$?
  took=$((SECONDS - started))
}

# What Catch2's console reporter says at the end of $log, and how the program ended ($ended): `good`, `bad`, and
# `missed` (passed without having looked).
read_summary() {
  local line
  good=0 bad=0
  line=$(grep -aE '^(All tests passed|test cases: )' "$log" | tail -n 1)
  if [[ $line =~ ^All\ tests\ passed\ \(.*\ in\ ([0-9]+)\ test\ case ]]; then
    good=${BASH_REMATCH[1]}
  elif [[ $line == 'test cases: '* ]]; then
    [[ ! $line =~ \|\ *([0-9]+)\ passed ]] || good=${BASH_REMATCH[1]}
    [[ ! $line =~ \|\ *([0-9]+)\ failed\ *(\||$) ]] || bad=${BASH_REMATCH[1]}
  fi
  # A program that died before its summary, or that failed without a case to blame.
  [[ $ended -eq 0 || $bad -gt 0 ]] || bad=1
  missed=$(grep -ac '^SKIPPED: ' "$log")
  [[ $missed -le $good ]] || missed=$good
  good=$((good - missed))
}

# A Catch2 program of a preset's build.
run_catch() {
  local preset=$1 name=$2 log ended took good bad missed
  local program=$root/build/$preset/tests/tests_$name
  [[ -x $program ]] || return 0
  run_kept "$preset" "$name" "$program"
  read_summary
  [[ $bad -eq 0 ]] || show_failure "$name"
  count "$good" "$bad" "$missed" "$name" "$took"
  grep -a '^SKIPPED: ' "$log" | sort -u | sed 's/^/    /'
}

# The same for a suite that mostly waits: its files or its cases, twice as many at once as there are processors.
run_catch_side_by_side() {
  local preset=$1 name=$2 by=$3 at_once
  local program=$root/build/$preset/tests/tests_$name
  [[ -x $program ]] || return 0
  at_once=$((2 * $(nproc)))
  [[ $at_once -le 8 ]] || at_once=8
  run_tallied "$preset" "$name" bash "$root/tests/support/side_by_side.sh" "$program" "$by" "$at_once" \
    "$root/build/$preset/test-logs/$name"
}

# A program that ends with the line "N passed, N failed, N skipped".
run_tallied() {
  local preset=$1 name=$2 log ended took line good=0 bad=0 missed=0
  shift
  run_kept "$preset" "$@"
  line=$(grep -aE '^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' "$log" | tail -n 1)
  [[ ! $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped$ ]] ||
    good=${BASH_REMATCH[1]} bad=${BASH_REMATCH[2]} missed=${BASH_REMATCH[3]}
  [[ ($ended -eq 0 && -n $line) || $bad -gt 0 ]] || bad=1
  [[ $bad -eq 0 ]] || show_failure "$name"
  count "$good" "$bad" "$missed" "$name" "$took"
  grep -a '^SKIPPED: ' "$log" | sort -u | sed 's/^/    /'
}

show_failure() {
  [[ $ended -ne 124 && $ended -ne 137 ]] || printf '  %s was ended after %s s\n' "$1" "$took"
  if [[ $(wc -l <"$log") -gt 120 ]]; then
    printf '  … (all of it: %s)\n' "$log"
  fi
  tail -n 120 "$log" | sed 's/^/  | /'
}
