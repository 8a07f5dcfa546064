#!/usr/bin/env bash
# What `up` refuses, and the other kinds of town. Run by ./lamplight test launcher.
set -u -o pipefail
shopt -s nullglob
# shellcheck source=tests/launcher/stories.sh
. "$(dirname "${BASH_SOURCE[0]}")/stories.sh"

# refusal ARGUMENT…: what ./lamplight says; fails if it agrees.
refusal() { ! "$lamplight" "$@" 2>&1 </dev/null; }
says() { [[ $(refusal "${@:2}") == *"$1"* ]]; }

wrong_words() {
  want "an unknown command" says 'no command "sing"' sing
  want "an unknown option" says 'no option "--loud"' up --loud
  want "a missing value" says 'wants a value' up --http
  want "no port" says '--http 0' up --http 0
  want "no port either" says '--mqtt 70000' up --mqtt=70000
  want "one port twice" says "can't both be port 9000" up --state "$folder/none" --http 9000 --mqtt 9000
  want "an unknown suite" says 'no suite "poetry"' test poetry
  want "an unknown benchmark" says 'no benchmark "poetry"' bench poetry
}

# A broker of somebody else on the port we want.
port_in_use() {
  new_town occupied
  mosquitto -p "$mqtt" >/dev/null 2>&1 &
  local squatter=$! said
  want "the port is taken" within 30000 timeout 5 bash -c "exec 3<>/dev/tcp/127.0.0.1/$mqtt" 2>/dev/null
  said=$(refusal up "${options[@]}" --detach)
  want "the sentence names the port" grep -q "Port $mqtt is in use" <<<"$said"
  want "the sentence names the option" grep -q -- "--mqtt PORT" <<<"$said"
  want "the other program was left alone" lives "$squatter"
  want "nothing of ours was left behind" equal "$(pgrep -cf -- "$town")" 0
  kill "$squatter"
  wait "$squatter"
}

# In a folder whose name is far too long for a socket, named from where we stand.
empty_town() {
  local long
  printf -v long 'a-very-long-name-%.0s' 1 2 3 4 5 6 7
  new_town "$long"
  mkdir -p "$town"
  cd "$folder" || return
  options[1]=./$long
  want "an empty town starts" up --no-demo
  cd / || return
  want "it is ready" ready
  want "one administrator may sign in" equal "$(jq -r '[.[].role] | join(" ")' "$town/accounts.json")" administrator
  want "there are no devices" equal "$(jq -c . "$town/devices.json")" '[]'
  want "there are no residents" equal "$(sql 'SELECT COUNT(*) FROM residents')" 0
  want "there is a policy for every alarm" equal "$(sql "SELECT COUNT(DISTINCT priority) FROM policy_steps WHERE queue = 'emergency'")" 5
  want "there is nobody to simulate" equal "$(fact .pids.simulator)" ''
  want "it stops" down
}

# The watcher in the foreground, as at a terminal; Ctrl-C is a SIGINT to it alone.
foreground() {
  new_town foreground
  local watcher server_pid database_pid
  env --default-signal=INT "$lamplight" up "${options[@]}" --no-simulator >"$folder/screen" 2>&1 </dev/null &
  watcher=$!
  want "it gets ready" within 180000 grep -q 'Ctrl-C' "$folder/screen"
  want "the screen says who may sign in" grep -q "$(jq -r '.[] | select(.role == "dispatcher") | .password' "$town/accounts.json" | head -n 1)" "$folder/screen"
  want "no password goes into the log" not grep -q "$(jq -r '.[] | select(.role == "dispatcher") | .password' "$town/accounts.json" | head -n 1)" "$town/log/launcher.log"
  want "the watcher is this process" equal "$(pid_of launcher)" "$watcher"
  want "nobody moves" equal "$(pid_of simulator)" ''
  server_pid=$(pid_of server) database_pid=$(pid_of database)
  want "ten are on duty all the same" below 9 "$(sql "SELECT COUNT(*) FROM workers WHERE on_duty = 1 AND position_ms > $(($(now_ms) - 300000))")"
  kill -KILL "$server_pid"
  want "the screen says who died" within 10000 grep -q "server (pid $server_pid) has ended" "$folder/screen"
  want "the simulator can be asked for later" up
  want "and is there" lives "$(pid_of simulator)"
  kill -INT "$watcher"
  want "Ctrl-C ends it well" wait "$watcher"
  want "the database has stopped" not lives "$database_pid"
}

# A pid file of ours that names a process which is not ours any more.
recycled_pid() {
  new_town recycled
  mkdir -p "$town/run"
  tail -f /dev/null &
  local stranger=$!
  printf '%s %s %s\n' "$stranger" 1 "$(cat /proc/sys/kernel/random/boot_id)" >"$town/run/server.pid"
  want "down has nothing to stop" down
  want "the stranger lives" lives "$stranger"
  kill "$stranger"
  wait "$stranger" 2>/dev/null
}

# With every package in place nothing may be asked of the network: apt-get here only says that it was run.
no_network() {
  mkdir -p "$folder/bin"
  printf '#!/bin/sh\ntouch "%s/apt-was-run"\nexit 1\n' "$folder" >"$folder/bin/apt-get"
  chmod +x "$folder/bin/apt-get"
  cp "$folder/bin/apt-get" "$folder/bin/sudo"
  new_town offline
  PATH=$folder/bin:$PATH want "the town starts" up --no-demo
  want "apt was not needed" not test -e "$folder/apt-was-run"
  want "it stops" down
}

story "what can't be meant is refused with a sentence" wrong_words
story "a port in use is named, with its option" port_in_use
story "an empty town has one administrator, wherever its folder is" empty_town
story "up in the foreground watches, and Ctrl-C stops everything" foreground
story "a pid that was used again is not ours" recycled_pid
story "with every package in place, nothing is installed" no_network
tell
