# The options of `up` and `down`, and the ports that follow from them. Sourced by ./lamplight.

declare -A port_of=([http]=8080 [mqtt]=1883 [simulator]=8081)
declare -A port_said=()   # those named on the command line
# The broker's port by certificate, mqtts, is chosen where nobody names it (settle_ports).
state_wanted=
demo=yes
simulated=yes
detached=no

# read_options COMMAND ARGUMENT…
read_options() {
  local command=$1 option value
  shift
  while [[ $# -gt 0 ]]; do
    option=$1
    value=
    if [[ $option == --*=* ]]; then
      value=${option#*=}
      option=${option%%=*}
      shift
      set -- "$option" "$value" "$@"
    fi
    case $command:$option in
      *:--state | up:--http | up:--mqtt | up:--mqtts | up:--simulator)
        [[ $# -ge 2 && -n $2 ]] || fail "The option $option wants a value." 2
        value=$2
        shift
        ;;&
      *:--state) state_wanted=$value ;;
      up:--http | up:--mqtt | up:--mqtts | up:--simulator)
        [[ $value =~ ^[1-9][0-9]{0,4}$ && $value -le 65535 ]] || fail "$option $value: a port is a number from 1 to 65535." 2
        port_of[${option#--}]=$value
        port_said[${option#--}]=$value
        ;;
      up:--no-demo) demo=no ;;
      up:--no-simulator) simulated=no ;;
      up:--detach) detached=yes ;;
      *) fail "\"$command\" has no option \"$option\". ./lamplight help lists them." 2 ;;
    esac
    shift
  done
  : "${state_wanted:=$root/.lamplight}"
}

# A town that is partly running keeps the ports it runs on; others take what was asked for.
settle_ports() {
  local name port
  if any_alive && [[ -f $state/run/ports ]]; then
    while read -r name port; do
      [[ -z ${port_said[$name]:-} || ${port_said[$name]} == "$port" ]] ||
        warn "This town is running already; --$name stays $port until ./lamplight down."
      port_of[$name]=$port
    done <"$state/run/ports"
  fi
  [[ -n ${port_of[mqtts]:-} ]] || port_of[mqtts]=$(free_tls_port)
  local a b
  for a in http mqtt simulator mqtts; do
    for b in mqtt simulator mqtts; do
      [[ $a == "$b" || ${port_of[$a]} != "${port_of[$b]}" ]] || fail "--$a and --$b can't both be port ${port_of[$a]}." 2
    done
  done
}

# free_tls_port: the one of the last start; 8883 beside 1883; else one that follows from --mqtt, so that towns that
# are started at the same moment don't choose the same.
free_tls_port() {
  local name port kept='' i from=8883
  while read -r name port; do
    [[ $name != mqtts ]] || kept=$port
  done < <(cat "$state/run/ports" 2>/dev/null)
  [[ ${port_of[mqtt]} == 1883 ]] || from=$((14000 + port_of[mqtt] * 7 % 6000))
  for ((i = 0; i < 200; ++i)); do
    [[ $i -gt 0 || -z $kept ]] && port=$((from + i)) || port=$kept
    [[ " ${port_of[http]} ${port_of[mqtt]} ${port_of[simulator]} " != *" $port "* ]] || continue
    port_taken "$port" || { printf '%s' "$port"; return; }
  done
  printf '%s' "$from"
}

keep_ports() {
  local name
  for name in http mqtt simulator mqtts; do printf '%s %s\n' "$name" "${port_of[$name]}"; done | write_private "$state/run/ports"
}

# port_taken PORT: somebody listens there. Read from the kernel, so nothing has to be connected to.
port_taken() {
  local hexadecimal
  printf -v hexadecimal '%04X' "$1"
  grep -qsE "^ *[0-9]+: [0-9A-F]+:$hexadecimal [0-9A-F]+:0000 0A " /proc/net/tcp /proc/net/tcp6
}

# Before anything is started: every port that a missing program will want.
check_ports() {
  local name program
  for name in http mqtt simulator mqtts; do
    case $name in http) program=server ;; mqtt | mqtts) program=broker ;; simulator) program=simulator ;; esac
    is_wanted "$program" && ! is_alive "$program" || continue
    ! port_taken "${port_of[$name]}" ||
      { warn "Port ${port_of[$name]} is in use. Choose another one with --$name PORT. 端口 ${port_of[$name]} 已被占用。"; return 1; }
  done
}
