# The programs of a town: started in sessions of their own, known by pid and birth, stopped by pid only.
# Sourced by ./lamplight.
#
# run/NAME.pid holds "PID BIRTH BOOT": the kernel's start time and boot id make a pid unmistakable, so
# that a number used again is never taken for ours, and never killed. A program writes its file itself,
# just before it becomes the program: a launcher that dies in between leaves nothing unknown behind.

programs=(database broker server monitor simulator)       # in the order of starting
programs_to_stop=(server monitor simulator broker database)
declare -A pid_of=() birth_of=()
declare -A wanted=()

# birth PID: sets `birth`; fails when there is no such process, or only its remains.
birth() {
  local line
  { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
  # The program's name may hold blanks and brackets; what follows the last bracket is numbers.
  local -a field
  read -ra field <<<"${line##*) }"
  [[ ${field[0]} != [ZXx] ]] || return 1
  birth=${field[19]}
}

boot_id() { cat /proc/sys/kernel/random/boot_id; }

# write_pid NAME PID
write_pid() {
  local birth
  birth "$2" && printf '%s %s %s\n' "$2" "$birth" "$(boot_id)" | write_private "$state/run/$1.pid"
}

# Reads what was started before, by whomever: the pids that are still what they were.
read_pids() {
  local name pid born boot
  for name in launcher "${programs[@]}"; do
    pid_of[$name]='' birth_of[$name]=''
    { read -r pid born boot <"$state/run/$name.pid"; } 2>/dev/null || continue
    [[ $boot == "$(boot_id)" ]] || continue
    pid_of[$name]=$pid birth_of[$name]=$born
  done
}

is_alive() {
  local birth
  [[ -n ${pid_of[$1]:-} ]] && birth "${pid_of[$1]}" && [[ $birth == "${birth_of[$1]}" ]]
}

is_wanted() { [[ -n ${wanted[$1]:-} ]]; }

any_alive() {
  local name
  for name in "${programs[@]}"; do ! is_alive "$name" || return 0; done
  return 1
}

all_alive() {
  local name
  for name in "${programs[@]}"; do
    ! is_wanted "$name" || is_alive "$name" || return 1
  done
}

# start NAME COMMAND…: in the background, away from this terminal, in the state folder. A log that has
# grown long is put aside, the one before it forgotten.
start() {
  local name=$1 birth
  shift
  [[ $(stat -c %s "$state/log/$name.log" 2>/dev/null || printf 0) -lt 50000000 ]] ||
    mv -f "$state/log/$name.log" "$state/log/$name.log.1"
  (
    exec 9>&- </dev/null >>"$state/log/$name.log" 2>&1
    trap - PIPE
    cd "$state" && ulimit -S -n "$(most_files)" && write_pid "$name" "$BASHPID" && exec setsid -- "$@"
  ) &
  pid_of[$name]=$! birth_of[$name]=''
  disown   # bash would announce its end in words of its own
  if birth "$!"; then birth_of[$name]=$birth; fi
}

# As many open files as we may have; a broker with thousands of homes wants them.
most_files() {
  local most
  most=$(ulimit -H -n)
  [[ $most != unlimited && $most -lt 65536 ]] || most=65536
  printf '%s' "$most"
}

# send SIGNAL NAME, if it is still what we know.
send() { ! is_alive "$2" || kill "-$1" "${pid_of[$2]}" 2>/dev/null; }

# stop NAME: asks, waits, and ends what does not listen. A frozen program hears only when it goes on.
stop() {
  local name=$1 patience=150 i
  is_alive "$name" || return 0
  [[ $name != database ]] || patience=600
  send TERM "$name"
  send CONT "$name"
  for ((i = 0; i < patience; ++i)); do
    is_alive "$name" || break
    nap 0.1
  done
  if is_alive "$name"; then
    warn "$name did not stop when asked; ending it."
    send KILL "$name"
    while is_alive "$name"; do nap 0.05; done
  fi
  rm -f "$state/run/$name.pid"
}

# last_words NAME: the end of its log, for an error message.
last_words() { tail -n 8 "$state/log/$1.log" 2>/dev/null | sed 's/^/    /' >&2; }

# until_true SECONDS NAME COMMAND…: waits for the command to succeed, as long as NAME lives.
until_true() {
  local tries=$(($1 * 20)) name=$2 i
  shift 2
  for ((i = 0; i < tries; ++i)); do
    ! "$@" || return 0
    is_alive "$name" && [[ -z ${asked_to_stop:-} ]] || return 1
    nap 0.05
  done
  return 1
}

# answers PORT: something accepts a connection.
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# http_status PORT PATH: prints the status of a GET, or nothing.
http_status() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit
    printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3
    read -r -t 3 -u 3 _ status _ && printf '%s' "$status"
  ) 2>/dev/null
}
