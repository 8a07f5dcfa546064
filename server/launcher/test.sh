# `test`: builds everything and runs the suites, quick ones first. Sourced by ./lamplight.
#
# A suite is one or more programs that run one after the other; each adds to the tally: Catch2 programs by
# their summary, others by a last line "N passed, N failed, N skipped". A line "SKIPPED: reason" is a
# case that passed without having been able to look. What each said is kept in build/PRESET/test-logs/.

default_suites=(architecture unit contract simulation console launcher flow fault)
other_suites=(sanitizers asan tsan clang tidy fuzz planted router coverage)
named=
passed=0
failed=0
skipped=0

# command_test [--seed N] [SUITE…]
command_test() {
  local -a suites=()
  local started=$SECONDS
  while [[ $# -gt 0 ]]; do
    case $1 in
      --seed)
        [[ ${2:-} =~ ^[0-9]+$ ]] || fail "--seed wants a number." 2
        export LAMPLIGHT_SEED=$2
        shift
        ;;
      -*) fail "\"test\" has no option \"$1\"." 2 ;;
      *)
        [[ " ${default_suites[*]} ${other_suites[*]} " == *" $1 "* ]] ||
          fail "There is no suite \"$1\": ${default_suites[*]}; by name only: ${other_suites[*]}." 2
        suites+=("$1")
        ;;
    esac
    shift
  done
  [[ ${#suites[@]} -eq 0 ]] || named=yes
  [[ ${#suites[@]} -gt 0 ]] || suites=("${default_suites[@]}")

  local suite
  install_packages up test
  for suite in "${suites[@]}"; do
    ! needs_release "$suite" || { build release || fail "The build failed; the words above say where."; break; }
  done
  for suite in "${suites[@]}"; do
    printf '\n%s\n' "$suite"
    "run_$suite"
  done
  printf '\n%d s\n%d passed, %d failed, %d skipped\n' $((SECONDS - started)) "$passed" "$failed" "$skipped"
  [[ $failed -eq 0 && $passed -gt 0 ]]
}

needs_release() { [[ " ${default_suites[*]} " == *" $1 "* ]]; }

run_architecture() { run_catch release architecture; }
run_contract() { run_catch release contract; }
# Ten times as many seeds where somebody asks for them by name.
run_simulation() {
  local -x LAMPLIGHT_SEEDS=${LAMPLIGHT_SEEDS:-$([[ -n $named ]] && echo 10000 || echo 1000)}
  run_catch release simulation
}
run_flow() { run_catch_side_by_side release flow files; }
run_fault() { run_catch_side_by_side release fault cases; }
run_unit() { run_units release; }

run_units() {
  local folder
  for folder in "$root"/tests/unit/*/; do
    run_catch "$1" "unit_$(basename "$folder")"
  done
}

run_launcher() {
  local file
  for file in "$root"/tests/launcher/*_test.sh; do
    run_tallied release "launcher_$(basename "$file" _test.sh)" bash "$file"
  done
}

run_console() {
  [[ -f $console/package.json ]] || return 0
  make_console
  install_packages console test-console
  find_node || fail "No Node.js for the console's tests."
  export PUPPETEER_SKIP_DOWNLOAD=1
  run_tallied release console npm --prefix "$console" --silent test
  run_tallied release console_e2e npm --prefix "$console" --silent run e2e
  run_tallied release console_fuzz npm --prefix "$console" --silent run fuzz
}

run_sanitizers() {
  run_asan
  run_tsan
}

# What the sanitizers watch: everything that runs in our own programs, the whole town included.
run_asan() {
  export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1:check_initialization_order=1
  export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
  run_sanitized asan
}

run_tsan() {
  export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1:suppressions=$root/tests/tsan_suppressions.txt
  run_sanitized tsan
}

run_sanitized() {
  # A seed takes ten times as long under a sanitizer, and each walks the same code.
  local -x LAMPLIGHT_SEEDS=${LAMPLIGHT_SEEDS:-200}
  local suite
  local -a targets=(lamplight-{server,monitor,simulator,migrate} tests_{contract,simulation,flow})
  for suite in "$root"/tests/unit/*/; do targets+=("tests_unit_$(basename "$suite")"); done
  build "$1" "${targets[@]}" || { count_failure "$1: the build"; return; }
  run_units "$1"
  for suite in contract simulation; do run_catch "$1" "$suite"; done
  run_catch_side_by_side "$1" flow files
}

run_clang() {
  install_packages clang
  build clang || { count_failure "clang: the build"; return; }
  run_units clang
}

# clang-tidy runs with the compiler; a warning is an error.
run_tidy() {
  install_packages clang tidy
  if build tidy; then
    count 1 0 0 tidy 0
  else
    count_failure "tidy: the words are above"
  fi
}

# Lamplight with bugs in it, one at a time: the fault bench must find each.
run_planted() {
  build planted lamplight-{server,migrate} tests_planted || { count_failure "planted: the build"; return; }
  run_catch planted planted
}

# Ways by a real road router on a small network. Valhalla's package is large, so it comes only when asked for.
run_router() {
  local valhalla=$root/build/valhalla
  install_packages console router
  find_node || { count_failure "router: no Node.js"; return; }
  if [[ ! -d $valhalla/node_modules/@valhallajs/valhallajs ]]; then
    say "Fetching Valhalla 正在获取 Valhalla"
    mkdir -p "$valhalla"
    npm install --prefix "$valhalla" --no-save --no-audit --no-fund --loglevel=error @valhallajs/valhallajs@3.6.1 \
      >&2 </dev/null || { count_failure "router: Valhalla can't be fetched"; return; }
  fi
  build release tests_router || { count_failure "router: the build"; return; }
  LAMPLIGHT_VALHALLA=$valhalla run_catch release router
}

# Which lines of the alarm path the tests reach, and which they don't: a summary here, the rest in build/coverage/.
# A program that is killed writes down nothing, so the tests end theirs gently where they may.
run_coverage() {
  local -x LAMPLIGHT_END_GENTLY=1 LAMPLIGHT_SEEDS=${LAMPLIGHT_SEEDS:-200}
  local suite report=$root/build/coverage/coverage.txt
  local -a filters=(--filter dispatch/ --filter db/ --filter devices/ --filter server/intake)
  install_packages coverage
  build coverage || { count_failure "coverage: the build"; return; }
  find "$root/build/coverage" -name '*.gcda' -delete
  run_units coverage
  for suite in contract simulation flow fault; do run_catch coverage "$suite"; done
  if (cd "$root" && gcovr --root . "${filters[@]}" --exclude-throw-branches --gcov-ignore-parse-errors --txt "$report" \
    --json-summary-pretty --json-summary "${report%.txt}.json" build/coverage) >"${report%.txt}.log" 2>&1; then
    sed 's/^/  /' "$report" | cut -c1-150
    count 1 0 0 coverage 0
  else
    count_failure "coverage: ${report%.txt}.log says why"
  fi
}

# Each reader of bytes from outside, a minute; a finding leaves its input in build/fuzz/test-logs/, and what
# was learnt stays in build/fuzz/corpus/.
run_fuzz() {
  local folder reader name ended took logs=$root/build/fuzz/test-logs
  local -a names=() inputs=()
  for folder in "$root"/tests/fuzz/seeds/*/; do names+=("fuzz_$(basename "$folder")"); done
  install_packages clang
  build fuzz "${names[@]}" || { count_failure "fuzz: the build"; return; }
  for name in "${names[@]}"; do
    reader=${name#fuzz_}
    inputs=("$root/build/fuzz/corpus/$reader" "$root/tests/fuzz/seeds/$reader")
    [[ ! -d $root/tests/corpus/$reader ]] || inputs+=("$root/tests/corpus/$reader")
    mkdir -p "${inputs[0]}"
    run_kept fuzz "$name" "$root/build/fuzz/tests/fuzz/$name" -max_total_time="${LAMPLIGHT_FUZZ_SECONDS:-60}" \
      -max_len=70000 -artifact_prefix="$logs/$name-" "${inputs[@]}"
    if [[ $ended -eq 0 ]]; then
      count 1 0 0 "$name" "$took"
    else
      show_failure "$name"
      count_failure "$name"
    fi
  done
}
