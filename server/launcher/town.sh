# A town's settings, its tables and its people. Sourced by ./lamplight.

binaries=$root/build/release

# write_settings: one TOML file a program, as server/settings.h reads them.
write_settings() {
  local name
  secret column-key 32 >/dev/null
  secret findings-key 32 >/dev/null
  for name in server monitor simulator migrate; do
    {
      printf '# Written by ./lamplight up at each start.\n'
      if [[ $name != simulator ]]; then
        printf '[database]\nsocket = %s\nname = "lamplight"\n' "$(quoted "$socket")"
        printf 'user = "lamplight-%s"\npassword = "%s"\n\n' "$name" "$(secret "mysql-$name")"
        printf '[keys]\ncolumn = %s\n' "$(quoted "$state/secrets/column-key")"
        printf 'findings = %s\n\n' "$(quoted "$state/secrets/findings-key")"
        printf '[audit]\nheads = %s\n\n' "$(quoted "$state/audit.heads")"
      fi
      if [[ $name != migrate ]]; then
        printf '[broker]\nhost = "127.0.0.1"\nport = %s\n' "${port_of[mqtt]}"
        printf 'user = "lamplight-%s"\npassword = "%s"\n\n' "$name" "$(secret "mqtt-$name")"
      fi
      if [[ $name == server || $name == migrate ]]; then
        printf '[sign_ins]\ndevices = %s\n' "$(quoted "$state/config/broker.devices")"
        printf 'revoked = %s\n' "$(quoted "$state/config/broker.revoked")"
        printf 'authority = %s\n' "$(quoted "$state/secrets/authority")"
        printf 'reload = %s\n' "$(quoted "$state/config/reload-broker")"
        printf 'port = %s\ntls_port = %s\n\n' "${port_of[mqtt]}" "${port_of[mqtts]}"
      fi
      case $name in
        server)
          printf '[http]\nhost = "127.0.0.1"\nport = %s\n' "${port_of[http]}"
          printf 'console = %s\n\n' "$(quoted "$(console_folder)")"
          printf '[journal]\nfile = %s\n\n' "$(quoted "$state/journal/server-1.sqlite")"
          ;;
        monitor)
          printf '[monitor]\nspool = %s\n\n' "$(quoted "$state/journal/monitor-1.spool")"
          ;;
        simulator)
          printf '[simulator]\nport = %s\nserver_url = "http://127.0.0.1:%s"\n' "${port_of[simulator]}" "${port_of[http]}"
          printf 'accounts = %s\n' "$(quoted "$state/accounts.json")"
          printf 'devices = %s\nseed = 1\nspeed = 1.0\n\n' "$(quoted "$state/devices.json")"
          ;;
      esac
      printf '[log]\nlevel = "info"\n\n[server]\ninstance = "%s-1"\n' "$name"
    } | write_private "$state/config/$name.toml"
  done
}

# The built console, or nothing: then the server has its API only.
console_folder() {
  [[ ! -f $root/server/console/dist/index.html ]] || printf '%s' "$root/server/console/dist"
}

# fill_town: tables, people, sign-ins; each only where missing, so it may run at every start.
fill_town() {
  local kind=empty
  [[ $demo != yes ]] || kind=demo
  { read -r kind <"$state/kind"; } 2>/dev/null
  [[ -f $state/kind ]] || say "Making the $kind town 正在建立$([[ $kind == demo ]] && printf '演示' || printf '空白')数据"
  "$binaries/lamplight-migrate" --config "$state/config/migrate.toml" "--$kind" --out "$state" \
    >>"$state/log/migrate.log" 2>&1 </dev/null 9>&- || {
    warn "lamplight-migrate failed:"
    last_words migrate
    return 1
  }
  [[ -f $state/kind ]] || printf '%s\n' "$kind" | write_private "$state/kind"
}

# The demo's care workers have no telephones that report where they are; without this their positions
# would grow old. In the background: a database that is away must not keep the watcher from its watch.
refresh_demo() {
  [[ $(cat "$state/kind" 2>/dev/null) == demo ]] || return 0
  timeout 30 "$binaries/lamplight-migrate" --config "$state/config/migrate.toml" --demo --refresh \
    >>"$state/log/migrate.log" 2>&1 </dev/null 9>&- &
  disown
}

start_server() { start server "$binaries/lamplight-server" --config "$state/config/server.toml"; }
start_monitor() { start monitor "$binaries/lamplight-monitor" --config "$state/config/monitor.toml"; }
start_simulator() { start simulator "$binaries/lamplight-simulator" --config "$state/config/simulator.toml"; }

server_is_ready() { [[ $(http_status "${port_of[http]}" /readyz) == 200 ]]; }
