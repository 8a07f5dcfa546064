# What the launcher says, where it says it, and how it waits. Sourced by ./lamplight, first to be needed.

# Progress and news: on the screen, and in the town's log once its state folder is open.
say() {
  printf '%s\n' "$*"
  note "$*"
}

# Only in the town's log.
note() {
  [[ -z ${state:-} || ! -d ${state:-}/log ]] || printf '%(%Y-%m-%dT%H:%M:%S%z)T %s\n' -1 "$*" >>"$state/log/launcher.log"
}

warn() {
  printf 'lamplight: %s\n' "$*" >&2
  note "$*"
}

# fail SENTENCE [EXIT CODE]
fail() {
  warn "$1"
  exit "${2:-1}"
}

# A pipe that nobody ever writes to: reading from it with a time-out sleeps without starting a
# program, so that a watcher that is killed leaves no `sleep` behind that holds its lock.
exec {silence}<> <(:)
nap() {
  local nothing
  read -r -t "$1" -u "$silence" nothing
  return 0
}

# Text inside the double quotes of JSON or TOML.
quoted() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  printf '"%s"' "$text"
}

# Text as one word of a shell script.
shell_quoted() { printf "'%s'" "${1//\'/\'\\\'\'}"; }
