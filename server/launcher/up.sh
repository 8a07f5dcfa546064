# `up` and `down`. Sourced by ./lamplight.

# command_up OPTION…
command_up() {
  read_options up "$@"
  open_state
  socket=$(socket_path) || exit 1
  if ! watcher_lives; then
    write_wanted
    settle_ports
    if ! all_alive; then
      check_ports || exit 1
      install_packages up
      make_console
      build release lamplight-{server,monitor,simulator,migrate} || fail "The build failed; the words above say where."
    fi
    if [[ $detached == yes ]]; then
      leave_watcher_behind "$@"
      return
    fi
    watch_town   # comes back only if somebody else has become the watcher meanwhile
  fi
  join_town
}

# The watcher of `up --detach`: everything is built, the rest is its business.
command_watch() {
  read_options up "$@"
  open_state
  socket=$(socket_path) || exit 1
  read_pids
  read_wanted
  settle_ports
  watch_town || exit 0
}

# Starts the watcher in a session of its own and waits until the town is ready. It speaks to this
# screen until then.
leave_watcher_behind() {
  setsid "$root/lamplight" watch "$@" </dev/null &
  local watcher=$! birth
  trap 'kill -TERM "$watcher" 2>/dev/null; wait "$watcher"; exit 130' INT TERM HUP
  while birth "$watcher"; do
    ! is_ready || return 0
    nap 0.05
  done
  wait "$watcher" || exit 1
  join_town   # another watcher was quicker
}

is_ready() {
  watcher_lives && cmp -s "$state/run/ready" "$state/run/launcher.pid"
}

# A watcher is at work: sees that everything is wanted that should be, and waits until it is there.
join_town() {
  local i
  read_pids
  read_wanted
  [[ ! -f $state/run/ports ]] || settle_ports
  if [[ $simulated == yes ]] && ! is_wanted simulator && [[ -f $state/run/wanted ]]; then
    write_wanted
    send USR1 launcher
  fi
  for ((i = 0; i < 900; ++i)); do
    watcher_lives || fail "The town's watcher has ended. Its words are in $state/log/launcher.log."
    if is_ready && all_alive && server_is_ready; then
      tell_where
      return 0
    fi
    nap 0.1
  done
  fail "The town does not get ready. What it says is in $state/log/."
}

# Where to look and who may sign in. Passwords go to the screen, not into the log.
tell_where() {
  note "ready: http ${port_of[http]}, mqtt ${port_of[mqtt]}"
  printf '\nLamplight is ready 守灯已就绪\n'
  ! is_wanted simulator || printf '  Simulated homes 模拟家庭 http://127.0.0.1:%s\n' "${port_of[simulator]}"
  printf '  Console 控制台          http://127.0.0.1:%s\n' "${port_of[http]}"
  printf '  Broker 消息服务         mqtt://127.0.0.1:%s\n' "${port_of[mqtt]}"
  printf '  … by certificate 凭证书 mqtts://127.0.0.1:%s\n' "${port_of[mqtts]}"
  printf '  Who may sign in 登录账号 (all in %s):\n' "$state/accounts.json"
  jq -r 'group_by(.role)[] | .[0] | "    \(.role)\t\(.username)\t\(.password)"' "$state/accounts.json" 2>/dev/null | column_of_three
  printf '\n'
}

column_of_three() {
  local role username password
  while IFS=$'\t' read -r role username password; do
    printf '    %-14s %-22s %s\n' "${role//[[:blank:]]/}" "$username" "$password"
  done
}

# command_down OPTION…: stops what an `up` of the same state folder started.
command_down() {
  local i words='Nothing is running 没有正在运行的系统'
  read_options down "$@"
  if ! find_state; then
    printf '%s (%s)\n' "$words" "$state_wanted"
    return 0
  fi
  socket=$(socket_path) || exit 1
  if watcher_lives; then
    words='Stopped 已停止'
    send TERM launcher
    send CONT launcher
    for ((i = 0; i < 1500; ++i)); do
      is_alive launcher || break
      nap 0.1
    done
    ! is_alive launcher || fail "The watcher (pid ${pid_of[launcher]}) does not stop."
  fi
  # Whatever is left: of a watcher that was killed, or that had not yet heard of it.
  take_lock || fail "Somebody has just started this town again."
  read_pids
  read_wanted
  if any_alive; then
    settle_ports
    stop_town
  else
    printf '%s (%s)\n' "$words" "$state"
  fi
}
