# The state folder: where a town keeps everything, for its owner's eyes only. Sourced by ./lamplight.
#
#   endpoints.json accounts.json devices.json    what outsiders may rely on
#   config/  settings of each program            secrets/  passwords and keys, made on the first start
#   db/ broker/  the data                        log/      what each program said
#   journal/ alarms accepted while the database was away
#   run/     pids, ports, the watcher's lock     kind      "demo" or "empty", once filled

state=

# open_state: makes the folder named by --state, and leaves its full name in `state`.
open_state() {
  umask 077
  mkdir -p "$state_wanted" && chmod 700 "$state_wanted" && state=$(cd -P -- "$state_wanted" && pwd) ||
    fail "The state folder $state_wanted can't be made."
  [[ -w $state ]] || fail "The state folder $state can't be written."
  [[ $state != *[$'\n\r']* ]] || fail "The state folder's name has a line break in it."
  mkdir -p "$state"/{config,secrets,broker,journal,log,run,tmp} || fail "The state folder $state can't be written."
}

# find_state: the same for a folder that should be there; fails when it is not.
find_state() {
  umask 077
  [[ -d $state_wanted/run ]] && state=$(cd -P -- "$state_wanted" && pwd)
}

# write_private FILE: standard input becomes the file, at once and for the owner only.
write_private() {
  local new="$1.new.$BASHPID"
  (umask 077 && cat >"$new") && mv -f "$new" "$1"
}

# secret NAME [BYTES]: random hexadecimal digits, the same each time.
secret() {
  local file=$state/secrets/$1
  [[ -s $file ]] || od -An -v -tx1 -N "${2:-16}" /dev/urandom | tr -d ' \n' | write_private "$file"
  cat "$file"
}

# The database's socket: in the state folder, unless its name is too long for the kernel (107 bytes).
socket_path() {
  local path=$state/run/database.sock bytes folder
  bytes=$(printf '%s' "$path" | wc -c)
  if [[ $bytes -gt 100 ]]; then
    folder=${XDG_RUNTIME_DIR:-/tmp}/lamplight-$EUID-$(printf '%s' "$state" | cksum | cut -d ' ' -f 1)
    [[ ${#folder} -le 80 ]] || folder=/tmp/${folder##*/}
    mkdir -p -m 700 "$folder" && [[ -O $folder && ! -L $folder ]] || fail "The folder $folder for the database's socket isn't ours."
    path=$folder/database.sock
  fi
  printf '%s' "$path"
}

pid_or_null() {
  if is_alive "$1"; then printf '%s' "${pid_of[$1]}"; else printf null; fi
}

# endpoints.json (contracts §1), anew whenever a pid changes.
write_endpoints() {
  local http=${port_of[http]} simulator=${port_of[simulator]} mqtt=${port_of[mqtt]} name pids=
  for name in launcher server monitor broker database simulator; do
    pids+="${pids:+,}\"$name\":$(pid_or_null "$name")"
  done
  local simulator_url="\"http://127.0.0.1:$simulator\""
  is_wanted simulator || simulator_url=null
  write_private "$state/endpoints.json" <<JSON
{"http":"http://127.0.0.1:$http","simulator":$simulator_url,"mqtt":{"host":"127.0.0.1","port":$mqtt},"mqtts":{"host":"127.0.0.1","port":${port_of[mqtts]},"authority":$(quoted "$state/secrets/authority/ca.crt")},"mysql":{"socket":$(quoted "$socket"),"database":"lamplight","user":"lamplight-owner","password":"$(secret mysql-owner)"},"pids":{$pids}}
JSON
}
