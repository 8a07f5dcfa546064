# Building: one folder a preset, build/PRESET, progress while it works. Sourced by ./lamplight.

# Passes on what a person should see of a build: how far it is, and every word of a compiler.
show_progress() {
  local line percent shown=-1 drawn=no
  while IFS= read -r line; do
    if [[ $line =~ ^\[\ *([0-9]+)%\ ([0-9]+/[0-9]+)\] ]]; then
      percent=${BASH_REMATCH[1]}
      if [[ -t 2 ]]; then
        printf '\r  building 正在编译 %3d %% (%s) ' "$percent" "${BASH_REMATCH[2]}" >&2
        drawn=yes
      elif [[ $((percent / 10)) -gt $shown ]]; then
        shown=$((percent / 10))
        printf '  building 正在编译 %d %%\n' "$percent" >&2
      fi
    elif [[ ($line != ninja:\ * || $line == ninja:\ error*) && $line != --\ * ]]; then
      printf '%s\n' "$line" >&2
    fi
  done
  [[ $drawn == no ]] || printf '\n' >&2
}

# build PRESET [TARGET…]: configures when it must, builds the targets (everything if none is named).
# One build of a folder at a time; all its words go to standard error. The caller looks at the result.
build() {
  local preset=$1 folder=$root/build/$1
  shift
  mkdir -p "$folder"
  local -a targets=()
  [[ $# -eq 0 ]] || targets=(--target "$@")
  (
    exec 9>&- 8>"$root/build/$preset.lock"
    flock 8
    cd "$root" || exit 1
    # What one clone has compiled serves the next.
    export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
    if [[ ! -f $folder/build.ninja ]]; then
      printf '  configuring 正在配置 build/%s\n' "$preset" >&2
      cmake --preset "$preset" >"$folder/configure.log" 2>&1 8>&- || {
        cat "$folder/configure.log" >&2
        exit 1
      }
    fi
    NINJA_STATUS='[%p %f/%t] ' cmake --build "$folder" "${targets[@]}" 2>&1 8>&- | tee "$folder/build.log" | show_progress
  )
}
