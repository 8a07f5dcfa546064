# A Catch2 program in parts, each in a process of its own, a few at a time: for a suite that mostly waits.
# bash side_by_side.sh PROGRAM cases|files AT_ONCE FOLDER. A part is a case, or the cases of one source file, which
# may share a town. Cases tagged [alone] want the whole machine, and come last, one by one.
# What each says is kept in FOLDER and printed at the end, failures last; then "N passed, N failed, N skipped".

[[ $# -eq 4 && -x $1 && $2 =~ ^(cases|files)$ ]] ||
  { printf 'bash side_by_side.sh PROGRAM cases|files AT_ONCE FOLDER\n' >&2; exit 2; }
program=$1
by=$2
at_once=$3
said=$4
# shellcheck source=server/launcher/tally.sh
source "$(dirname "$(readlink -f "$0")")/../../server/launcher/tally.sh" # read_summary
rm -rf "$said"
mkdir -p "$said" || exit 1

# run_part NUMBER KIND NAME
run_part() {
  local started=$SECONDS
  if [[ $2 == files ]]; then
    "$program" -# "[$3]~[.]~[alone]"
  else
    "$program" "$(sed 's/[][,"\\]/\\&/g' <<<"$3")" # what would separate or tag is part of the name
  fi >"$said/$1.log" 2>&1
  echo $? >"$said/$1.ended"
  printf '%4d s  %s\n' $((SECONDS - started)) "$3" >"$said/$1.took"
}
export -f run_part
export program said

# run_all KIND FIRST_NUMBER AT_ONCE <names
run_all() {
  nl -ba -v "$2" -w 4 -n rz -s $'\n' | xargs -d '\n' -r -n 2 -P "$3" bash -c 'run_part "$1" "$0" "$2"' "$1"
}

# With names only, Catch2 ends with their number.
if [[ $by == cases ]]; then
  "$program" --list-test-names-only '~[.]~[alone]'
else
  "$program" -# --list-tags '~[.]~[alone]' | grep -aoE '\[#[^]]+\]' | tr -d '[]'
fi >"$said/names"
"$program" --list-test-names-only '[alone]' >"$said/names_alone"
run_all "$by" 1 "$at_once" <"$said/names"
run_all cases 5001 1 <"$said/names_alone"

passed=0
broken=0
skipped=0
failed=()
for took in "$said"/*.took; do
  [[ -e $took ]] || continue
  one=${took%.took}
  log=$one.log
  ended=$(<"$one.ended")
  read_summary
  # A name that finds no case has tried nothing.
  [[ $((good + bad + missed)) -gt 0 ]] || bad=1
  passed=$((passed + good))
  broken=$((broken + bad))
  skipped=$((skipped + missed))
  if [[ $bad -eq 0 ]]; then cat "$took" "$log"; else failed+=("$one"); fi
done
for one in "${failed[@]}"; do cat "$one.took" "$one.log"; done
printf '%d passed, %d failed, %d skipped\n' "$passed" "$broken" "$skipped"
[[ $broken -eq 0 && $passed -gt 0 ]]
