# `bench` and `match`: programs whose output others read, so building speaks on standard error only.
# Sourced by ./lamplight.

# command_bench [NAME…]: runs tests/bench/bench_NAME.cpp and the console's measurements, all of them if none is named
# (but ingest-long, which takes hours: by name only).
command_bench() {
  local name source ended=0
  local -a names=("$@") targets=()
  if [[ ${#names[@]} -eq 0 ]]; then
    for source in "$root"/tests/bench/bench_*.cpp; do
      name=$(basename "$source" .cpp)
      names+=("${name#bench_}")
    done
    names+=(console)
  fi
  for name in "${names[@]}"; do
    [[ $name != console ]] || continue
    [[ $name != ingest-long ]] || { targets+=(bench_ingest); continue; }
    [[ -f $root/tests/bench/bench_$name.cpp ]] || fail "There is no benchmark \"$name\"; they are tests/bench/bench_NAME.cpp, console and ingest-long." 2
    targets+=("bench_$name")
  done
  install_packages up test >&2
  # The server and its companions too: some benchmarks run a whole town.
  build release "${targets[@]}" lamplight-{server,monitor,simulator,migrate} || fail "The build failed; the words above say where."
  for name in "${names[@]}"; do
    if [[ $name == console ]]; then
      bench_console || { warn "The console's measurements failed."; ended=1; }
      continue
    fi
    if [[ $name == ingest-long ]]; then
      "$root/build/release/tests/bench/bench_ingest" long </dev/null || { warn "ingest-long was cut off; calling it again goes on."; ended=1; }
      continue
    fi
    "$root/build/release/tests/bench/bench_$name" </dev/null || { warn "bench_$name failed."; ended=1; }
  done
  return "$ended"
}

# The console in Debian's Chromium: e2e/console.bench.ts writes its figures into a file, and speaks to people meanwhile.
bench_console() {
  local figures ended=0
  make_console >&2
  install_packages console test-console >&2
  find_node || fail "No Node.js for the console's measurements."
  figures=$(mktemp)
  LAMPLIGHT_FIGURES=$figures npm --prefix "$console" --silent run bench >&2 </dev/null || ended=1
  cat "$figures"
  rm -f "$figures"
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
