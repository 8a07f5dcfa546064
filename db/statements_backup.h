// Statements of back-up and return. `{table}` and `{columns}` are filled in from the catalogue.
//
// Used by db/backup, and run by its contract test; names can't be parameters of a prepared statement.
#pragma once

#include <string_view>

namespace lamplight::db {

// One picture of all tables, whatever is written meanwhile.
inline constexpr std::string_view k_backup_isolation = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";
inline constexpr std::string_view k_backup_begin = "START TRANSACTION WITH CONSISTENT SNAPSHOT";
inline constexpr std::string_view k_backup_end = "ROLLBACK";

// Columns that the database works out itself are left out: it does so again.
inline constexpr std::string_view k_backup_list_columns = R"sql(
SELECT c.table_name, c.column_name, c.data_type
FROM information_schema.columns c
JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
WHERE c.table_schema = DATABASE()
  AND t.table_type = 'BASE TABLE'
  AND c.table_name <> 'schema_migrations'
  AND c.generation_expression IS NULL
ORDER BY c.table_name, c.ordinal_position)sql";

inline constexpr std::string_view k_backup_read = "SELECT {columns} FROM {table}";
inline constexpr std::string_view k_backup_read_day = "SELECT {columns} FROM {table} WHERE at_ms >= ? AND at_ms < ?";
inline constexpr std::string_view k_backup_span = "SELECT MIN(at_ms), MAX(at_ms) FROM {table}";
inline constexpr std::string_view k_backup_count = "SELECT COUNT(*) FROM {table}";
inline constexpr std::string_view k_backup_empty = "DELETE FROM {table}";
inline constexpr std::string_view k_backup_write = "INSERT INTO {table} ({columns}) VALUES {rows}";

}  // namespace lamplight::db
