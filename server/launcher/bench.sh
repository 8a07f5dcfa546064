# `bench` and `match`: programs whose output others read, so building speaks on standard error only.
# Sourced by ./lamplight.

# command_bench [NAME…]: runs tests/bench/bench_NAME.cpp, all of them if none is named.
command_bench() {
  local name source ended=0
  local -a names=("$@") targets=()
  if [[ ${#names[@]} -eq 0 ]]; then
    for source in "$root"/tests/bench/bench_*.cpp; do
      name=$(basename "$source" .cpp)
      names+=("${name#bench_}")
    done
  fi
  for name in "${names[@]}"; do
    [[ -f $root/tests/bench/bench_$name.cpp ]] || fail "There is no benchmark \"$name\"; they are tests/bench/bench_NAME.cpp." 2
    targets+=("bench_$name")
  done
  install_packages up test >&2
  # The server and its companions too: some benchmarks run a whole town.
  build release "${targets[@]}" lamplight-{server,monitor,simulator,migrate} || fail "The build failed; the words above say where."
  for name in "${names[@]}"; do
    "$root/build/release/tests/bench/bench_$name" </dev/null || { warn "bench_$name failed."; ended=1; }
  done
  return "$ended"
}

# command_match FILE|-
command_match() {
  [[ $# -eq 1 ]] || fail "match wants one file, or - for standard input." 2
  [[ $1 == - || -r $1 ]] || fail "$1 can't be read."
  install_packages up >&2
  build release lamplight-server >&2 || fail "The build failed; the words above say where."
  exec "$binaries/lamplight-server" match "$1"
}
