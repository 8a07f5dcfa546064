# The watcher: starts what is missing, keeps it alive, stops it. Sourced by ./lamplight.
#
# It is the process of `up` itself, or with --detach one left behind in a session of its own. Killed, it
# takes nobody along: the programs live on, and the next `up` takes over from their pid files. A state
# folder has one watcher: it holds a lock on run/lock, which nothing that it starts may inherit (9>&-).

asked_to_stop=
asked_to_look=
declare -A started_ms=() deaths=() again_ms=()

now_ms() { now=$((${EPOCHREALTIME/./} / 1000)); }

# The lock of a watcher that was killed may be held for a moment by something it had just started.
take_lock() {
  exec 9>"$state/run/lock"
  flock -n 9 && return 0
  watcher_lives && return 1
  flock -w 10 9
}

watcher_lives() {
  read_pids
  is_alive launcher
}

# Which programs this town is to have: written for the watcher by whoever calls `up`.
read_wanted() {
  local name
  wanted=()
  for name in launcher $(cat "$state/run/wanted" 2>/dev/null); do wanted[$name]=1; done
}

# A simulator that runs is not stopped by an `up` that does not ask for one, and an empty town has
# nobody to simulate.
write_wanted() {
  local kind names='database broker server monitor'
  kind=$(cat "$state/kind" 2>/dev/null)
  [[ -n $kind || $demo == yes ]] || kind=empty
  if [[ $kind != empty ]] && { [[ $simulated == yes ]] || is_alive simulator; }; then
    names+=' simulator'
  fi
  printf '%s\n' "$names" | write_private "$state/run/wanted"
  read_wanted
}

# start_missing: what is wanted and not there, in order. Fails with a sentence said.
start_missing() {
  ! all_alive || return 0
  check_ports || return 1
  keep_ports
  make_authority && write_settings && write_broker_reload || return 1
  if ! is_alive database; then
    say "Starting the database 正在启动数据库"
    start_database || { warn "The database could not be made."; return 1; }
  fi
  until_true 60 database database_answers || { tell_failure database; return 1; }
  fill_town || return 1
  if ! is_alive broker; then
    say "Starting the broker 正在启动消息服务"
    start_broker || { warn "The broker's passwords could not be made."; return 1; }
  fi
  until_true 20 broker answers "${port_of[mqtt]}" || { tell_failure broker; return 1; }
  local name
  for name in server monitor simulator; do
    ! is_wanted "$name" || is_alive "$name" && continue
    say "Starting the $name 正在启动 lamplight-$name"
    "start_$name"
  done
  until_true 60 server server_is_ready || { tell_failure server; return 1; }
  ! is_wanted simulator || until_true 30 simulator answers "${port_of[simulator]}" || { tell_failure simulator; return 1; }
}

tell_failure() {
  [[ -z $asked_to_stop ]] || return 0
  warn "The $1 did not start. The end of $state/log/$1.log:"
  last_words "$1"
}

# One look: finds who has died, starts again whoever's time has come. Frozen is not dead.
look_around() {
  local name now changed=no
  now_ms
  for name in "${programs[@]}"; do
    is_wanted "$name" && ! is_alive "$name" || continue
    if [[ -n ${pid_of[$name]:-} ]]; then
      note_death "$name"
      changed=yes
    fi
    [[ $now -ge ${again_ms[$name]:-0} ]] || continue
    "start_$name"
    started_ms[$name]=$now
    say "$name is started again (pid ${pid_of[$name]})"
    changed=yes
  done
  [[ $changed == no ]] || write_endpoints
}

# The first time it is started again at once, then after 0.5, 1, 2, 4 and at most 5 s.
note_death() {
  local name=$1 wait=0
  [[ $((now - ${started_ms[$name]:-0})) -lt 10000 ]] || deaths[$name]=0
  [[ ${deaths[$name]:-0} -eq 0 ]] || wait=$((250 << (deaths[$name] < 5 ? deaths[$name] : 5)))
  [[ $wait -le 5000 ]] || wait=5000
  deaths[$name]=$((${deaths[$name]:-0} + 1))
  again_ms[$name]=$((now + wait))
  say "$name (pid ${pid_of[$name]}) has ended; its last words are in $state/log/$name.log"
  pid_of[$name]=
}

keep_watch() {
  local next_refresh_ms=0 now
  while [[ -z $asked_to_stop ]]; do
    if [[ -n $asked_to_look ]]; then
      asked_to_look=
      read_wanted
    fi
    look_around
    now_ms
    if [[ $now -ge $next_refresh_ms ]]; then
      refresh_demo
      next_refresh_ms=$((now + 60000))
    fi
    nap 0.2
  done
}

# Stops all programs of the town, consoles and homes before what they stand on.
stop_town() {
  local name
  say "Stopping 正在停止"
  for name in "${programs_to_stop[@]}"; do stop "$name"; done
  pid_of[launcher]=
  rm -f "$state/run/ready" "$state/run/launcher.pid"
  [[ ! -f $state/endpoints.json ]] || write_endpoints
  say "Stopped 已停止"
}

# What was started in vain goes again; what was there before stays.
stop_what_was_started() {
  local name
  for name in "${programs_to_stop[@]}"; do
    [[ " $1 " == *" $name "* ]] || stop "$name"
  done
  rm -f "$state/run/launcher.pid"
}

# watch_town: becomes the watcher and stays it until asked to stop. Returns 3 if there is one already.
watch_town() {
  take_lock || return 3
  trap asked_to_stop=yes INT TERM HUP
  trap asked_to_look=yes USR1
  trap : PIPE
  local birth name before=
  birth "$$"
  pid_of[launcher]=$$ birth_of[launcher]=$birth
  write_pid launcher "$$"
  for name in "${programs[@]}"; do ! is_alive "$name" || before+=" $name"; done
  if ! start_missing; then
    stop_what_was_started "$before"
    exit 1
  fi
  write_endpoints
  tell_where
  if [[ $detached == yes ]]; then
    exec </dev/null >/dev/null 2>>"$state/log/launcher.log"
  else
    say "Ctrl-C stops it. 按 Ctrl-C 停止。"
  fi
  # Whoever waits for a detached town may go now, and finds nobody holding its screen.
  cp "$state/run/launcher.pid" "$state/run/ready"
  keep_watch
  stop_town
  exit 0
}
