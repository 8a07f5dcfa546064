// Statements that fill a new town and keep the demo's care workers at work. Used by db/demo_writer.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_count_users = R"sql(
SELECT COUNT(*)
FROM users)sql";

inline constexpr std::string_view k_add_workers_in_place = R"sql(
INSERT INTO workers (id, name, phone, gender, languages, on_duty, lat, lon, accuracy_m, position_ms, changed_ms)
VALUES {rows})sql";

inline constexpr std::string_view k_add_family_links = R"sql(
INSERT INTO family_links (user_id, resident_id, relation, sees_status, sees_incidents, sees_vitals, sees_location, agreed_ms,
  text_version)
VALUES {rows})sql";

inline constexpr std::string_view k_latest_shift_end = R"sql(
SELECT MAX(end_ms)
FROM shifts)sql";

inline constexpr std::string_view k_list_duties = R"sql(
SELECT w.id, w.on_duty, w.position_ms, w.changed_ms, w.version, EXISTS (
    SELECT 1
    FROM shifts s
    WHERE s.worker_id = w.id
      AND s.start_ms <= ?
      AND s.end_ms > ?)
FROM workers w
WHERE w.archived = 0
  AND w.lat IS NOT NULL
ORDER BY w.id)sql";

// Only where nobody has reported anything newer meanwhile.
inline constexpr std::string_view k_date_position = R"sql(
UPDATE workers
SET position_ms = ?
WHERE id = ?
  AND position_ms = ?)sql";

inline constexpr std::string_view k_call_to_duty = R"sql(
UPDATE workers
SET on_duty = 1, position_ms = ?, changed_ms = ?, version = version + 1
WHERE id = ?
  AND version = ?)sql";

}  // namespace lamplight::db
