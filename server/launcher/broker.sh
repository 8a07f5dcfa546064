# The private Mosquitto of a town: settings, who may speak where, passwords. Sourced by ./lamplight.

write_broker_settings() {
  {
    printf '# Written by ./lamplight up at each start.\n'
    printf 'listener %s 127.0.0.1\n' "${port_of[mqtt]}"
    printf 'allow_anonymous false\n'
    printf 'password_file %s\n' "$state/config/broker.passwords"
    printf 'acl_file %s\n' "$state/config/broker.acl"
    # Storage smooths a restart and promises nothing: custody is our own ack, after COMMIT.
    printf 'persistence true\npersistence_location %s/\nautosave_interval 30\n' "$state/broker"
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
ACL
}

# write_broker_passwords: the programs' and those of the devices (device.passwords, "name:password").
# Hashed once and kept: the file changes only with the devices.
write_broker_passwords() {
  local plain=$state/config/broker.passwords.plain known
  {
    printf 'lamplight-server:%s\n' "$(secret mqtt-server)"
    printf 'lamplight-monitor:%s\n' "$(secret mqtt-monitor)"
    printf 'lamplight-simulator:%s\n' "$(secret mqtt-simulator)"
    [[ ! -f $state/device.passwords ]] || cat "$state/device.passwords"
  } | write_private "$plain"
  known=$(cksum <"$plain")
  if [[ ! -s $state/config/broker.passwords || $known != "$(cat "$state/config/broker.passwords.of" 2>/dev/null)" ]]; then
    mosquitto_passwd -U "$plain" >/dev/null 2>"$state/log/broker-passwords.log" </dev/null 9>&- || {
      cat "$state/log/broker-passwords.log" >&2
      return 1
    }
    chmod 600 "$plain"
    mv -f "$plain" "$state/config/broker.passwords"
    printf '%s\n' "$known" | write_private "$state/config/broker.passwords.of"
    send HUP broker   # one that runs takes new devices without a restart
  fi
  rm -f "$plain"
}

start_broker() {
  write_broker_settings && write_broker_passwords || return 1
  start broker "$(type -P mosquitto || printf /usr/sbin/mosquitto)" -c "$state/config/broker.conf"
}
