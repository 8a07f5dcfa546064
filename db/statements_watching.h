// Statements about what is watched of residents: care plans, scores, mornings.
//
// Used by db/watching for the monitor and by db/care_plans for the API.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_list_care_plans = R"sql(
SELECT resident_id, plan, version
FROM care_plans)sql";

// Nothing where there is no such resident; NULLs where nobody has written a plan yet.
inline constexpr std::string_view k_find_care_plan = R"sql(
SELECT p.plan, p.version
FROM residents r
LEFT JOIN care_plans p ON p.resident_id = r.id
WHERE r.id = ?)sql";

inline constexpr std::string_view k_add_care_plan = R"sql(
INSERT INTO care_plans (resident_id, plan, version, changed_ms)
VALUES {rows})sql";

inline constexpr std::string_view k_change_care_plan = R"sql(
UPDATE care_plans
SET plan = ?, version = version + 1, changed_ms = ?
WHERE resident_id = ?
  AND version = ?)sql";

inline constexpr std::string_view k_list_spo2_scales = R"sql(
SELECT id
FROM residents
WHERE archived = 0
  AND spo2_scale = 2)sql";

inline constexpr std::string_view k_put_scores = R"sql(
INSERT IGNORE INTO scores (resident_id, at_ms, least, most, response, decides, missing, computed_from)
VALUES {rows})sql";

inline constexpr std::string_view k_delete_old_scores = R"sql(
DELETE FROM scores
WHERE at_ms < ?
LIMIT 10000)sql";

inline constexpr std::string_view k_put_mornings = R"sql(
INSERT IGNORE INTO mornings (resident_id, day, minute)
VALUES {rows})sql";

inline constexpr std::string_view k_list_mornings = R"sql(
SELECT resident_id, day, minute
FROM mornings
WHERE day >= ?
ORDER BY resident_id, day)sql";

// The latest value of each measurement of everybody, for a monitor that starts.
inline constexpr std::string_view k_list_latest_readings = R"sql(
SELECT r.device_id, r.resident_id, r.name, r.at_ms, r.value, r.received_ms
FROM readings r
JOIN (
  SELECT resident_id, name, MAX(at_ms) AS at_ms
  FROM readings
  WHERE at_ms >= ?
    AND resident_id IS NOT NULL
  GROUP BY resident_id, name
) latest ON latest.resident_id = r.resident_id AND latest.name = r.name AND latest.at_ms = r.at_ms
WHERE r.at_ms >= ?)sql";

}  // namespace lamplight::db
