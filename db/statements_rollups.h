// Statements that roll readings up per hour and day, and read what was rolled up.
//
// Used by db/rollups for the monitor, and by db/resident_story for the API. A day's sums come from its hours.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_note_rollups_due = R"sql(
INSERT INTO rollups_due (hour_ms, noted)
VALUES {rows}
ON DUPLICATE KEY UPDATE noted = noted + 1)sql";

inline constexpr std::string_view k_list_rollups_due = R"sql(
SELECT hour_ms, noted
FROM rollups_due
WHERE hour_ms <= ?
ORDER BY hour_ms
LIMIT ?)sql";

// Only if nothing came for that hour meanwhile.
inline constexpr std::string_view k_forget_rollup_due = R"sql(
DELETE FROM rollups_due
WHERE hour_ms = ?
  AND noted = ?)sql";

inline constexpr std::string_view k_roll_up_hour = R"sql(
INSERT INTO readings_hourly (resident_id, name, at_ms, count, total, least, most)
SELECT resident_id, name, ?, COUNT(*), SUM(value), MIN(value), MAX(value)
FROM readings
WHERE at_ms >= ?
  AND at_ms < ?
  AND resident_id IS NOT NULL
GROUP BY resident_id, name
ON DUPLICATE KEY UPDATE count = VALUES(count), total = VALUES(total), least = VALUES(least), most = VALUES(most))sql";

inline constexpr std::string_view k_roll_up_day = R"sql(
INSERT INTO readings_daily (resident_id, name, at_ms, count, total, least, most)
SELECT resident_id, name, ?, SUM(count), SUM(total), MIN(least), MAX(most)
FROM readings_hourly
WHERE at_ms >= ?
  AND at_ms < ?
GROUP BY resident_id, name
ON DUPLICATE KEY UPDATE count = VALUES(count), total = VALUES(total), least = VALUES(least), most = VALUES(most))sql";

inline constexpr std::string_view k_delete_old_hours = R"sql(
DELETE FROM readings_hourly
WHERE at_ms < ?
LIMIT 10000)sql";

inline constexpr std::string_view k_delete_old_days = R"sql(
DELETE FROM readings_daily
WHERE at_ms < ?
LIMIT 10000)sql";

// --- reading ---

// The first hour of a span whose roll-up is not true.
inline constexpr std::string_view k_find_first_rollup_due = R"sql(
SELECT MIN(hour_ms)
FROM rollups_due
WHERE hour_ms >= ?
  AND hour_ms < ?)sql";

inline constexpr std::string_view k_list_hourly_buckets = R"sql(
SELECT name, at_ms - MOD(at_ms, ?) AS bucket_ms, SUM(count), MIN(least), SUM(total), MAX(most)
FROM readings_hourly
WHERE resident_id = ?
  AND (? = '' OR name = ? OR SUBSTRING_INDEX(name, ':', 1) = ?)
  AND at_ms >= ?
  AND at_ms < ?
GROUP BY name, bucket_ms
HAVING (bucket_ms > ? OR (bucket_ms = ? AND name > ?))
ORDER BY bucket_ms, name
LIMIT ?)sql";

inline constexpr std::string_view k_list_daily_buckets = R"sql(
SELECT name, at_ms - MOD(at_ms, ?) AS bucket_ms, SUM(count), MIN(least), SUM(total), MAX(most)
FROM readings_daily
WHERE resident_id = ?
  AND (? = '' OR name = ? OR SUBSTRING_INDEX(name, ':', 1) = ?)
  AND at_ms >= ?
  AND at_ms < ?
GROUP BY name, bucket_ms
HAVING (bucket_ms > ? OR (bucket_ms = ? AND name > ?))
ORDER BY bucket_ms, name
LIMIT ?)sql";

inline constexpr std::string_view k_list_hourly_means = R"sql(
SELECT at_ms, total / count
FROM readings_hourly
WHERE resident_id = ?
  AND name = ?
  AND at_ms >= ?
ORDER BY at_ms)sql";

}  // namespace lamplight::db
