// Statements about the connection itself and about the schema. Used by db/session, db/migrate and db/clock_anchor.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_begin_transaction = "START TRANSACTION";
inline constexpr std::string_view k_commit_transaction = "COMMIT";
inline constexpr std::string_view k_roll_back_transaction = "ROLLBACK";

inline constexpr std::string_view k_set_names = "SET NAMES utf8mb4";

inline constexpr std::string_view k_set_isolation = R"sql(
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED)sql";

inline constexpr std::string_view k_set_strictness = R"sql(
SET SESSION
  sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION',
  time_zone = '+00:00')sql";

inline constexpr std::string_view k_set_lock_waits = R"sql(
SET SESSION
  innodb_lock_wait_timeout = 2,
  lock_wait_timeout = 2)sql";

// MariaDB knows these, MySQL does not.
inline constexpr std::string_view k_set_snapshot_isolation = R"sql(
SET SESSION innodb_snapshot_isolation = ON)sql";

inline constexpr std::string_view k_set_statement_time = R"sql(
SET SESSION max_statement_time = ?)sql";

inline constexpr std::string_view k_set_idle_transaction_time = R"sql(
SET SESSION
  idle_transaction_timeout = 5,
  idle_write_transaction_timeout = 5)sql";

inline constexpr std::string_view k_select_session_variables = R"sql(
SHOW SESSION VARIABLES
WHERE Variable_name IN ('max_allowed_packet', 'innodb_snapshot_isolation', 'max_statement_time',
                        'idle_write_transaction_timeout'))sql";

// The database's time in milliseconds: the one statement that asks for it (db/clock_anchor).
inline constexpr std::string_view k_select_database_time = R"sql(
SELECT CAST(ROUND(UNIX_TIMESTAMP(SYSDATE(3)) * 1000) AS SIGNED))sql";

inline constexpr std::string_view k_create_schema_migrations = R"sql(
CREATE TABLE IF NOT EXISTS schema_migrations (
  version INT NOT NULL,
  name VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  checksum CHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  started_ms BIGINT NOT NULL,
  applied_ms BIGINT NULL,
  PRIMARY KEY (version)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)sql";

inline constexpr std::string_view k_select_migration_table = R"sql(
SELECT COUNT(*)
FROM information_schema.tables
WHERE table_schema = DATABASE()
  AND table_name = 'schema_migrations')sql";

inline constexpr std::string_view k_select_migrations = R"sql(
SELECT version, name, checksum, applied_ms
FROM schema_migrations
ORDER BY version)sql";

inline constexpr std::string_view k_insert_migration = R"sql(
INSERT INTO schema_migrations (version, name, checksum, started_ms)
VALUES {rows})sql";

inline constexpr std::string_view k_finish_migration = R"sql(
UPDATE schema_migrations
SET
  applied_ms = ?,
  name = ?,
  checksum = ?
WHERE version = ?)sql";

// The server keeps these for the connection; names are its own, so they carry the schema's.
inline constexpr std::string_view k_take_advisory_lock = R"sql(
SELECT GET_LOCK(CONCAT(?, DATABASE()), ?))sql";

inline constexpr std::string_view k_release_advisory_lock = R"sql(
SELECT RELEASE_LOCK(CONCAT(?, DATABASE())))sql";

}  // namespace lamplight::db
