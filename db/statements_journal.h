// Statements of the local journal: SQLite's, not the database's (db/journal.h).
//
// Used by db/journal. tests/unit/db prepares every one of them on a real file.
#pragma once

#include <string_view>

namespace lamplight::db {

// FULL in WAL mode syncs the log at every COMMIT; the default would lose the last ones with the power.
inline constexpr std::string_view k_journal_open = R"sql(
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA wal_autocheckpoint = 4000;
CREATE TABLE IF NOT EXISTS entries (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  fields BLOB NOT NULL,
  aside INTEGER NOT NULL DEFAULT 0
) STRICT;)sql";

inline constexpr std::string_view k_journal_begin = "BEGIN IMMEDIATE";
inline constexpr std::string_view k_journal_commit = "COMMIT";
inline constexpr std::string_view k_journal_rollback = "ROLLBACK";
// After a failed COMMIT: what the log holds goes into the file, is synced there, and the log begins anew.
inline constexpr std::string_view k_journal_settle = "PRAGMA wal_checkpoint(TRUNCATE)";

inline constexpr std::string_view k_journal_append = R"sql(
INSERT INTO entries (at_ms, kind, fields)
VALUES (?, ?, ?))sql";

inline constexpr std::string_view k_journal_oldest = R"sql(
SELECT number, at_ms, kind, fields
FROM entries
WHERE aside = 0
  AND number > ?
ORDER BY number
LIMIT ?)sql";

inline constexpr std::string_view k_journal_remove = R"sql(
DELETE FROM entries
WHERE number = ?
  AND aside = 0)sql";

inline constexpr std::string_view k_journal_put_aside = R"sql(
UPDATE entries
SET aside = 1
WHERE number = ?)sql";

inline constexpr std::string_view k_journal_count = R"sql(
SELECT COUNT(*) - COALESCE(SUM(aside), 0), COALESCE(SUM(aside), 0), MIN(CASE aside WHEN 0 THEN at_ms END)
FROM entries)sql";

}  // namespace lamplight::db
