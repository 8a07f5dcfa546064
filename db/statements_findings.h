// Statements about what the monitor has noticed, what devices have promised, and the monitor's own sight.
//
// Used by db/findings and db/promises, on the readings' sessions.
#pragma once

#include <string_view>

namespace lamplight::db {

// One a statement, because each may be refused: the subject has one of this rule already, or the device
// has an open incident under that key.
inline constexpr std::string_view k_begin_finding = R"sql(
INSERT IGNORE INTO findings (subject, rule, device_id, district_id, kind, started_ms, text)
SELECT ?, ?, ?, ?, ?, ?, ?
FROM register_marks
WHERE register_marks.id = 1
  AND NOT EXISTS (SELECT 1 FROM incidents WHERE incidents.open_join_key = ?))sql";

inline constexpr std::string_view k_end_finding = R"sql(
UPDATE findings
SET ended_ms = GREATEST(?, started_ms), end_text = ?
WHERE subject = ?
  AND rule = ?
  AND ended_ms IS NULL)sql";

inline constexpr std::string_view k_note_finding_received = R"sql(
UPDATE findings
SET received = 1
WHERE subject = ?
  AND rule = ?
  AND started_ms = ?)sql";

inline constexpr std::string_view k_forget_finding = R"sql(
DELETE FROM findings
WHERE subject = ?
  AND rule = ?
  AND started_ms = ?
  AND ended_ms IS NOT NULL)sql";

inline constexpr std::string_view k_list_untold_findings = R"sql(
SELECT subject, rule, device_id, district_id, kind, started_ms, text, received, ended_ms, end_text
FROM findings
WHERE untold = 1
ORDER BY started_ms
LIMIT ?)sql";

inline constexpr std::string_view k_list_open_findings = R"sql(
SELECT subject, rule, device_id, district_id, kind, started_ms, text, received, ended_ms, end_text
FROM findings
WHERE ended_ms IS NULL
ORDER BY subject, rule)sql";

inline constexpr std::string_view k_put_device_promises = R"sql(
INSERT INTO device_promises (device_id, heard_ms, promise_s)
VALUES {rows}
ON DUPLICATE KEY UPDATE
  promise_s = IF(VALUES(heard_ms) >= device_promises.heard_ms, VALUES(promise_s), promise_s),
  heard_ms = GREATEST(VALUES(heard_ms), device_promises.heard_ms))sql";

inline constexpr std::string_view k_list_device_promises = R"sql(
SELECT device_id, heard_ms, promise_s
FROM device_promises)sql";

inline constexpr std::string_view k_find_monitor_sight = R"sql(
SELECT seen_ms
FROM monitor_sight
WHERE instance = ?)sql";

inline constexpr std::string_view k_put_monitor_sight = R"sql(
INSERT INTO monitor_sight (instance, seen_ms)
VALUES {rows}
ON DUPLICATE KEY UPDATE seen_ms = VALUES(seen_ms))sql";

inline constexpr std::string_view k_note_blindness = R"sql(
UPDATE monitor_sight
SET blind_from_ms = ?, blind_to_ms = ?, blind_why = ?
WHERE instance = ?)sql";

}  // namespace lamplight::db
