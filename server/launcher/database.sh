# The private MariaDB of a town: its folder, its settings, its users. Sourced by ./lamplight.
#
# Settings are set, not assumed (docs/decisions): an acknowledged alarm is on the disk, text is UTF-8,
# a lost race is an error. Reached by a socket only.

# make_database: the data folder, once; an interrupted attempt leaves nothing that counts.
make_database() {
  [[ ! -d $state/db ]] || return 0
  say "Making the database 正在建立数据库"
  rm -rf "$state/db.new"
  local -a as_root=()
  [[ $EUID -ne 0 ]] || as_root=(--user=root)
  # A relative name, because the script trips over blanks in a path; forced, because it would look up this
  # host's name, which a bare system need not have. A folder of its own for temporary tables, because each MariaDB
  # that starts throws out those of all others that share one.
  (cd "$state" && TMPDIR=$state/tmp exec mariadb-install-db --no-defaults --force --datadir=./db.new "${as_root[@]}" \
    --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve 9>&-) \
    >"$state/log/database-install.log" 2>&1 </dev/null || {
    tail -n 8 "$state/log/database-install.log" >&2
    return 1
  }
  mv "$state/db.new" "$state/db"
}

# Who may do what in the database; run by MariaDB at each start, before it lets anybody in.
write_database_users() {
  local name
  {
    printf 'CREATE DATABASE IF NOT EXISTS lamplight CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;\n'
    printf "ALTER USER 'root'@'localhost' IDENTIFIED BY '%s';\n" "$(secret mysql-root)"
    for name in server monitor migrate owner; do
      printf "CREATE USER IF NOT EXISTS 'lamplight-%s'@'localhost';\n" "$name"
      printf "ALTER USER 'lamplight-%s'@'localhost' IDENTIFIED BY '%s';\n" "$name" "$(secret "mysql-$name")"
    done
    printf "GRANT SELECT, INSERT, UPDATE, DELETE ON lamplight.* TO 'lamplight-server'@'localhost';\n"
    printf "GRANT SELECT, INSERT, UPDATE, DELETE ON lamplight.* TO 'lamplight-monitor'@'localhost';\n"
    # A day's readings are a partition, and the monitor makes and drops those.
    printf "GRANT CREATE, ALTER, DROP ON lamplight.readings TO 'lamplight-monitor'@'localhost';\n"
    printf "GRANT ALL ON lamplight.* TO 'lamplight-migrate'@'localhost', 'lamplight-owner'@'localhost';\n"
    printf "GRANT PROCESS ON *.* TO 'lamplight-owner'@'localhost';\n"
  } | write_private "$state/config/database.sql"
}

# A sixteenth of the machine's memory, between 128 MiB and 1 GiB.
buffer_pool_mib() {
  local key kilobytes rest mib=128
  while read -r key kilobytes rest; do
    [[ $key != MemTotal: ]] || mib=$((kilobytes / 1024 / 16))
  done </proc/meminfo
  [[ $mib -ge 128 ]] || mib=128
  [[ $mib -le 1024 ]] || mib=1024
  printf '%s' "$mib"
}

start_database() {
  make_database && write_database_users || return 1
  local -a as_root=()
  [[ $EUID -ne 0 ]] || as_root=(--user=root)
  rm -f "$socket"
  start database mariadbd --no-defaults "${as_root[@]}" \
    --datadir="$state/db" --socket="$socket" --pid-file="$state/run/mariadbd.pid" \
    --tmpdir="$state/tmp" --init-file="$state/config/database.sql" --skip-networking --skip-name-resolve \
    --innodb-flush-log-at-trx-commit=1 --sync-binlog=1 --skip-log-bin \
    --innodb-lock-wait-timeout=2 --loose-innodb-snapshot-isolation=ON --transaction-isolation=READ-COMMITTED \
    --character-set-server=utf8mb4 --collation-server=utf8mb4_bin \
    --sql-mode=STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_ZERO_DATE,NO_ZERO_IN_DATE \
    --default-time-zone=+00:00 --max-connections=300 --max-allowed-packet=64M --table-open-cache=4000 \
    --innodb-buffer-pool-size="$(buffer_pool_mib)M" --innodb-buffer-pool-dump-at-shutdown=OFF \
    --innodb-buffer-pool-load-at-startup=OFF
}

# As the user of the server, so that the users above are known to be there.
database_answers() {
  [[ -S $socket ]] &&
    MYSQL_PWD=$(secret mysql-server) timeout 5 mariadb --no-defaults --socket="$socket" --user=lamplight-server \
      --batch --execute='SELECT 1' lamplight >/dev/null 2>&1 </dev/null 9>&-
}
