# The private Mosquitto of a town: settings, who may speak where, passwords. Sourced by ./lamplight.

write_broker_settings() {
  {
    printf '# Written by ./lamplight up at each start.\n'
    printf 'listener %s 127.0.0.1\n' "${port_of[mqtt]}"
    # By certificate: the name in it is the user name, and no password is asked for.
    printf 'listener %s 127.0.0.1\n' "${port_of[mqtts]}"
    printf 'cafile %s\n' "$state/secrets/authority/ca.crt"
    printf 'certfile %s\n' "$state/secrets/authority/broker.crt"
    printf 'keyfile %s\n' "$state/secrets/authority/broker.key"
    printf 'crlfile %s\n' "$state/config/broker.revoked"
    printf 'require_certificate true\nuse_identity_as_username true\ntls_version tlsv1.2\n'
    printf 'allow_anonymous false\n'
    printf 'password_file %s\n' "$state/config/broker.passwords"
    printf 'acl_file %s\n' "$state/config/broker.acl"
    # Only to end connections that are open: it knows no client, and grants nothing (docs/decisions/0036).
    printf 'plugin %s\nplugin_opt_config_file %s\n' "$(broker_plugin)" "$state/config/broker.dynamic"
    # Storage smooths a restart and promises nothing: custody is our own ack, after COMMIT. Seldom, since the broker
    # stands still while it saves (docs/decisions/0034).
    printf 'persistence true\npersistence_location %s/\nautosave_interval 1800\n' "$state/broker"
    printf 'persistent_client_expiration 14d\n'
    # A full queue drops in silence while the publisher sees success, so it is never to be full.
    printf 'max_queued_messages 1000000\nmax_inflight_messages 1000\n'
    printf 'set_tcp_nodelay true\n'
    # A broker that forbids retaining throws out whoever retains an alarm, and the alarm is lost.
    printf 'retain_available true\n'
    # Far above the 64 KiB of a pack of readings: what a home says too long must reach us to be kept, cut.
    printf 'message_size_limit 1048576\n'
    printf 'sys_interval 1\n'
    printf 'log_dest file %s\nlog_timestamp_format %%Y-%%m-%%dT%%H:%%M:%%S\n' "$state/log/broker.log"
    printf 'log_type error\nlog_type warning\nlog_type notice\nconnection_messages false\n'
    # Started as root it would otherwise give up its rights, and could not write its own folder.
    [[ $EUID -ne 0 ]] || printf 'user root\n'
  } | write_private "$state/config/broker.conf"

  write_private "$state/config/broker.acl" <<'ACL'
# A device speaks and listens on its own topics only.
pattern readwrite lamplight/v1/+/%u/#

user lamplight-server
topic read lamplight/v1/+/+/alarm
topic read lamplight/v1/+/+/result
topic write lamplight/v1/+/+/ack
topic write lamplight/v1/+/+/command
topic read $SYS/#

user lamplight-monitor
topic read lamplight/v1/+/+/readings
topic read lamplight/v1/+/+/status
topic read lamplight/v1/+/+/result
topic read lamplight/v1/+/+/ack
topic read lamplight/v1/+/+/zigbee2mqtt/#
topic read lamplight/v1/+/+/theengs/#
topic read lamplight/v1/+/+/tasmota/#
topic read lamplight/v1/+/+/shelly/#
topic read lamplight/v1/+/+/esphome/#
topic read lamplight/v1/+/+/homeassistant/#
topic write lamplight/v1/+/+/alarm
topic read $SYS/#

user lamplight-simulator
topic readwrite lamplight/v1/#

user lamplight-doorkeeper
topic write $CONTROL/dynamic-security/v1
ACL
  write_private "$state/config/broker.dynamic" <<'JSON'
{"defaultACLAccess":{"publishClientSend":false,"publishClientReceive":false,"subscribe":false,"unsubscribe":false}}
JSON
  # What mosquitto_pub reads when reload-broker runs it: no password stands on a command line.
  printf -- '-h 127.0.0.1\n-p %s\n-u lamplight-doorkeeper\n-P %s\n' "${port_of[mqtt]}" "$(secret mqtt-doorkeeper)" |
    write_private "$state/config/mosquitto_pub"
}

# Mosquitto's own plugin for dynamic security, which Debian's package of the broker brings along.
broker_plugin() {
  local -a found=(/usr/lib/*/mosquitto_dynamic_security.so)
  printf '%s' "${found[0]}"
}

# write_broker_passwords: those of the programs, hashed once and kept, before those of the devices, which the server
# (and lamplight-migrate) writes into config/broker.devices, hashed.
write_broker_passwords() {
  local plain=$state/config/broker.programs.plain known name
  for name in server monitor simulator doorkeeper; do
    printf 'lamplight-%s:%s\n' "$name" "$(secret "mqtt-$name")"
  done | write_private "$plain"
  known=$(cksum <"$plain")
  if [[ ! -s $state/config/broker.programs || $known != "$(cat "$state/config/broker.programs.of" 2>/dev/null)" ]]; then
    mosquitto_passwd -U "$plain" >/dev/null 2>"$state/log/broker-passwords.log" </dev/null 9>&- || {
      cat "$state/log/broker-passwords.log" >&2
      return 1
    }
    chmod 600 "$plain"
    mv -f "$plain" "$state/config/broker.programs"
    printf '%s\n' "$known" | write_private "$state/config/broker.programs.of"
  fi
  rm -f "$plain"
  "$state/config/reload-broker"
}

# write_broker_reload: the program that the server runs when devices have come or gone. Joins the lists and has the
# broker read them; no connection is lost by that. Its words are names whose open connections the broker ends then: a
# client that is made and deleted is thrown out by dynamic security. A pid that was used again is left alone, as in
# programs.sh.
write_broker_reload() {
  {
    printf '#!/bin/sh\n# Written by ./lamplight up at each start.\n'
    printf 'cd %s || exit 1\n' "$(shell_quoted "$state")"
    cat <<'SCRIPT'
umask 077
touch config/broker.devices &&
  cat config/broker.programs config/broker.devices >"config/broker.passwords.new.$$" &&
  mv -f "config/broker.passwords.new.$$" config/broker.passwords || exit 1
read -r pid birth boot 2>/dev/null <run/broker.pid || exit 0
[ "$boot" = "$(cat /proc/sys/kernel/random/boot_id)" ] || exit 0
born=$(sed 's/^.*) //' "/proc/$pid/stat" 2>/dev/null | cut -d ' ' -f 20)
[ "$born" = "$birth" ] || exit 0
kill -HUP "$pid" 2>/dev/null || exit 0
[ $# -gt 0 ] || exit 0
commands=
for name; do
  for command in createClient deleteClient; do
    commands="$commands${commands:+,}{\"command\":\"$command\",\"username\":\"$name\"}"
  done
done
# The broker reads its lists before it answers anybody who connects after the signal.
XDG_CONFIG_HOME=config timeout 3 mosquitto_pub -V mqttv5 -q 1 -t '$CONTROL/dynamic-security/v1' \
  -m "{\"commands\":[$commands]}"
SCRIPT
  } | write_private "$state/config/reload-broker" && chmod 700 "$state/config/reload-broker"
}

start_broker() {
  write_broker_settings && write_broker_passwords || return 1
  start broker "$(type -P mosquitto || printf /usr/sbin/mosquitto)" -c "$state/config/broker.conf"
}
