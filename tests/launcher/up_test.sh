#!/usr/bin/env bash
# One town's life: first start, deaths, a watcher killed, the end. Run by ./lamplight test launcher.
set -u -o pipefail
shopt -s nullglob
# shellcheck source=tests/launcher/stories.sh
. "$(dirname "${BASH_SOURCE[0]}")/stories.sh"

all_programs=(server monitor simulator broker database)

first_start() {
  want "the town starts" up || return
  want "the server is ready when up returns" ready
  local file name
  for file in endpoints.json accounts.json devices.json; do
    want "$file is for its owner only" equal "$(stat -c %a "$town/$file")" 600
  done
  for name in server monitor simulator; do
    want "$name is the program itself" equal "$(readlink "/proc/$(pid_of "$name")/exe")" "$root/build/release/lamplight-$name"
  done
  want "the database is mariadbd itself" equal "$(cat "/proc/$(pid_of database)/comm")" mariadbd
  want "the broker is mosquitto itself" equal "$(cat "/proc/$(pid_of broker)/comm")" mosquitto
  want "the launcher lives" lives "$(pid_of launcher)"
  want "endpoints.json says where" equal "$(fact .http) $(fact .simulator) $(fact .mqtt.host):$(fact .mqtt.port)" \
    "http://127.0.0.1:$http http://127.0.0.1:$simulator 127.0.0.1:$mqtt"
}

demo_town() {
  want "who may sign in" equal "$(jq -r 'group_by(.role)[] | "\(.[0].role):\(length)"' "$town/accounts.json" | paste -sd ' ')" \
    'administrator:1 care_worker:40 dispatcher:2 family:3'
  want "every account has a password and a person" equal "$(jq '[.[] | select((.password | length) < 12 or .person == "")] | length' "$town/accounts.json")" 0
  want "a care worker's person is in the register" equal \
    "$(sql "SELECT COUNT(*) FROM workers WHERE id IN ($(jq -r '[.[] | select(.role == "care_worker") | "\u0027\(.person)\u0027"] | join(",")' "$town/accounts.json"))")" 40
  want "the first sixteen devices have different residents" equal "$(jq '[.[0:16][].resident] | unique | length' "$town/devices.json")" 16
  want "none of them on SpO2 scale 2" equal \
    "$(sql "SELECT COUNT(*) FROM residents WHERE spo2_scale = 2 AND id IN ($(jq -r '[.[0:16][].resident | "\u0027\(.)\u0027"] | join(",")' "$town/devices.json"))")" 0
  want "somebody is on scale 2" below 0 "$(sql "SELECT COUNT(*) FROM residents WHERE spo2_scale = 2")"
  want "a device signs in as itself" equal "$(jq '[.[] | select(.device != .username)] | length' "$town/devices.json")" 0
  want "at least ten are on duty with fresh positions" below 9 \
    "$(sql "SELECT COUNT(*) FROM workers WHERE on_duty = 1 AND lat IS NOT NULL AND position_ms > $(($(now_ms) - 300000))")"
}

# A subscriber that is let in hears what it may; what it may not, never comes.
broker_doors() {
  local user password other
  user=$(jq -r '.[0].username' "$town/devices.json")
  password=$(jq -r '.[0].password' "$town/devices.json")
  other=$(jq -r '.[1].username' "$town/devices.json")
  local -a to=(-h 127.0.0.1 -p "$mqtt" -q 1)
  want "nobody gets in without a name" not timeout 30 mosquitto_pub "${to[@]}" -t lamplight/v1/x/y/status -m '{}' 2>/dev/null
  want "nobody gets in with a wrong password" not timeout 30 mosquitto_pub "${to[@]}" -u "$user" -P wrong -t x -m '{}' 2>/dev/null
  timeout 60 mosquitto_sub "${to[@]}" -u "$user" -P "$password" -t 'lamplight/v1/+/+/command' -C 1 -v >"$folder/heard" 2>/dev/null &
  local listener=$! i
  for ((i = 0; i < 200; ++i)); do
    mosquitto_pub "${to[@]}" -u "$other" -P "$(jq -r '.[1].password' "$town/devices.json")" -t "lamplight/v1/guyi/$user/command" -m other 2>/dev/null
    mosquitto_pub "${to[@]}" -u "$user" -P "$password" -t "lamplight/v1/guyi/$user/command" -m own 2>/dev/null
    lives "$listener" || break
  done
  wait "$listener"
  want "a device hears its own topic, and another device can't speak there" equal "$(cat "$folder/heard")" "lamplight/v1/guyi/$user/command own"
}

# One call puts a device into use: it presses with its password, and with its certificate.
new_device() {
  local cookie=$folder/cookie csrf answer press='{"id":"a-1","kind":"sos","test":true}'
  csrf=$(jq -c '.[] | select(.role == "administrator") | {username, password}' "$town/accounts.json" |
    curl -s -c "$cookie" -H 'Content-Type: application/json' -d @- "http://127.0.0.1:$http/api/v1/session" | jq -r .csrf)
  answer=$(jq -n --arg resident "$(jq -r '.[0].resident' "$town/devices.json")" \
    '{id: "new-1", resident: $resident, model: "pendant", credential: "both"}' |
    curl -s -b "$cookie" -H "X-CSRF-Token: $csrf" -H 'Content-Type: application/json' -d @- \
      "http://127.0.0.1:$http/api/v1/devices/provision")
  want "the broker takes it at once" equal "$(jq -r .sign_in.accepted <<<"$answer")" true
  want "it is told the port by certificate" equal "$(jq -r .sign_in.tls.port <<<"$answer")" "$(fact .mqtts.port)"
  local name
  for name in certificate key authority; do jq -r ".sign_in.tls.$name" <<<"$answer" >"$folder/new.$name"; done
  want "it presses with its password" timeout 30 mosquitto_pub -h 127.0.0.1 -p "$mqtt" -u new-1 \
    -P "$(jq -r .sign_in.password <<<"$answer")" -q 1 -t "$(jq -r .topics.alarm <<<"$answer")" -m "$press"
  want "it presses with its certificate" timeout 30 mosquitto_pub -h 127.0.0.1 -p "$(fact .mqtts.port)" \
    --cafile "$(fact .mqtts.authority)" --cert "$folder/new.certificate" --key "$folder/new.key" \
    -q 1 -t "$(jq -r .topics.alarm <<<"$answer")" -m "${press/a-1/a-2}"
  want "both are alarms of its resident's" within 30000 new_alarms 2
  want "the old devices still come in" timeout 30 mosquitto_pub -h 127.0.0.1 -p "$mqtt" -q 1 -m '{}' \
    -u "$(jq -r '.[0].username' "$town/devices.json")" -P "$(jq -r '.[0].password' "$town/devices.json")" \
    -t "lamplight/v1/guyi/$(jq -r '.[0].username' "$town/devices.json")/status"
}
new_alarms() { [[ $(sql "SELECT COUNT(*) FROM alarms WHERE device_id = 'new-1'") == "$1" ]]; }

second_up() {
  local before started most
  before=$(pids)
  most=$(patience 2000)
  started=$(now_ms)
  want "up on a running town succeeds" up
  want "it is fast" below $(($(now_ms) - started)) "$most"
  want "it changes nothing" equal "$(pids)" "$before"
}

deaths() {
  local name pid most
  for name in "${all_programs[@]}"; do
    pid=$(pid_of "$name")
    most=$(patience 1200)
    kill -KILL "$pid"
    want "$name is back within a second" within "$most" replaced "$name" "$pid"
    want "the log says so" grep -q "$name (pid $pid) has ended" "$town/log/launcher.log"
  done
  want "the server gets ready again" within 60000 ready
}

frozen_is_not_dead() {
  local pid
  pid=$(pid_of monitor)
  kill -STOP "$pid"
  # Long enough for several looks of the watcher: until another program has died and is back.
  local simulator_pid
  simulator_pid=$(pid_of simulator)
  kill -KILL "$simulator_pid"
  want "the watcher goes on" within 20000 replaced simulator "$simulator_pid"
  want "the frozen one is still the same" equal "$(pid_of monitor)" "$pid"
  kill -CONT "$pid"
}

watcher_killed() {
  local watcher server_pid monitor_pid name most
  watcher=$(pid_of launcher) server_pid=$(pid_of server) monitor_pid=$(pid_of monitor)
  kill -KILL "$watcher"
  want "the watcher is gone" within 10000 not lives "$watcher"
  for name in "${all_programs[@]}"; do want "$name lives on" lives "$(pid_of "$name")"; done
  kill -KILL "$monitor_pid"
  want "the monitor is gone" within 10000 not lives "$monitor_pid"
  want "up takes over" up
  want "there is a new watcher" replaced launcher "$watcher"
  want "what lived was adopted" equal "$(pid_of server)" "$server_pid"
  want "what was missing was started" replaced monitor "$monitor_pid"
  most=$(patience 1500)
  kill -KILL "$server_pid"
  want "an adopted program is watched as well" within "$most" replaced server "$server_pid"
}

two_at_once() {
  local before first second
  before=$(pids)
  "$lamplight" up "${options[@]}" --detach >/dev/null 2>&1 </dev/null &
  first=$!
  "$lamplight" up "${options[@]}" --detach >/dev/null 2>&1 </dev/null &
  second=$!
  want "the first succeeds" wait "$first"
  want "the second succeeds" wait "$second"
  want "nothing has changed" equal "$(pids)" "$before"
}

stopped() {
  local name
  local -A before=()
  for name in launcher "${all_programs[@]}"; do before[$name]=$(pid_of "$name"); done
  want "down succeeds" down
  for name in launcher "${all_programs[@]}"; do
    want "$name is gone" not lives "${before[$name]}"
    want "endpoints.json says null" equal "$(pid_of "$name")" ''
  done
  want "down may be said twice" down
}

second_start() {
  local accounts started most
  accounts=$(cksum <"$town/accounts.json")
  most=$(patience 10000 20)
  started=$(now_ms)
  want "the town starts again" up
  want "in less than ten seconds" below $(($(now_ms) - started)) "$most"
  want "with the same passwords" equal "$(cksum <"$town/accounts.json")" "$accounts"
  want "and the same residents" equal "$(sql 'SELECT COUNT(*) FROM residents')" 300
}

killed_and_stopped() {
  local pid watcher
  pid=$(pid_of server) watcher=$(pid_of launcher)
  kill -KILL "$watcher"
  want "the watcher is gone" within 10000 not lives "$watcher"
  want "down works without a watcher" down
  want "the server is gone" not lives "$pid"
}

new_town "town with a blank"
story "a first start leaves a town that is ready" first_start
if [[ $bad -eq 0 ]]; then
  story "the demo town has the people that were promised" demo_town
  story "the broker lets each device speak for itself only" broker_doors
  story "one call puts a device into use, by password and by certificate" new_device
  story "a second up is fast and changes nothing" second_up
  story "whoever dies is back within a second, in the log and in endpoints.json" deaths
  story "a frozen program is left alone" frozen_is_not_dead
  story "a watcher that was killed takes nobody along, and the next up adopts them" watcher_killed
  story "two ups at once share one watcher" two_at_once
  story "down stops everything" stopped
  story "a second start takes less than ten seconds" second_start
  story "down also stops what a killed watcher has left" killed_and_stopped
fi
tell
