// Statements of retention: for each class how many rows are past it, and the removal of some of them at a time.
// Used by db/retention.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_list_retention = R"sql(
SELECT class, days, version
FROM retention)sql";

inline constexpr std::string_view k_put_retention = R"sql(
INSERT INTO retention (class, days, version, changed_ms)
VALUES {rows}
ON DUPLICATE KEY UPDATE days = VALUES(days), version = version + 1, changed_ms = VALUES(changed_ms))sql";

inline constexpr std::string_view k_lock_retention = R"sql(
SELECT version
FROM retention
WHERE class = ?
FOR UPDATE)sql";

// --- words of incidents: what people and devices said; figures need them no more ---

inline constexpr std::string_view k_count_old_words = R"sql(
SELECT COUNT(*), MIN(e.at_ms)
FROM evidence e
JOIN incidents i ON i.id = e.incident_id
WHERE i.ended_ms < ?
  AND (e.text <> '' OR e.raw <> ''))sql";

inline constexpr std::string_view k_blank_old_words = R"sql(
UPDATE evidence
SET text = '', raw = ''
WHERE (text <> '' OR raw <> '')
  AND incident_id IN (SELECT id FROM incidents WHERE ended_ms < ?)
LIMIT 5000)sql";

inline constexpr std::string_view k_count_old_notes = R"sql(
SELECT COUNT(*), MIN(h.at_ms)
FROM history h
JOIN incidents i ON i.id = h.incident_id
WHERE i.ended_ms < ?
  AND h.what = 'note'
  AND h.detail <> '')sql";

inline constexpr std::string_view k_blank_old_notes = R"sql(
UPDATE history
SET detail = ''
WHERE what = 'note'
  AND detail <> ''
  AND incident_id IN (SELECT id FROM incidents WHERE ended_ms < ?)
LIMIT 5000)sql";

inline constexpr std::string_view k_count_old_sessions = R"sql(
SELECT COUNT(*), MIN(expires_ms)
FROM sessions
WHERE expires_ms < ?)sql";

inline constexpr std::string_view k_drop_old_sessions = R"sql(
DELETE FROM sessions
WHERE expires_ms < ?
LIMIT 5000)sql";

inline constexpr std::string_view k_count_old_dead_letters = R"sql(
SELECT COUNT(*), MIN(received_ms)
FROM dead_letters
WHERE received_ms < ?)sql";

inline constexpr std::string_view k_drop_old_dead_letters = R"sql(
DELETE FROM dead_letters
WHERE received_ms < ?
LIMIT 5000)sql";

inline constexpr std::string_view k_count_old_device_commands = R"sql(
SELECT COUNT(*), MIN(sent_ms)
FROM device_commands
WHERE sent_ms < ?)sql";

inline constexpr std::string_view k_drop_old_device_commands = R"sql(
DELETE FROM device_commands
WHERE sent_ms < ?
LIMIT 5000)sql";

inline constexpr std::string_view k_count_old_scores = R"sql(
SELECT COUNT(*), MIN(at_ms)
FROM scores
WHERE at_ms < ?)sql";

inline constexpr std::string_view k_drop_old_scores = R"sql(
DELETE FROM scores
WHERE at_ms < ?
LIMIT 5000)sql";

inline constexpr std::string_view k_count_old_findings = R"sql(
SELECT COUNT(*), MIN(ended_ms)
FROM findings
WHERE ended_ms < ?)sql";

inline constexpr std::string_view k_drop_old_findings = R"sql(
DELETE FROM findings
WHERE ended_ms < ?
LIMIT 5000)sql";

// Residents who have left: their records are erased, as if they had asked for it.
inline constexpr std::string_view k_count_left_residents = R"sql(
SELECT COUNT(*), MIN(changed_ms)
FROM residents
WHERE archived = 1
  AND erased_ms IS NULL
  AND changed_ms < ?)sql";

inline constexpr std::string_view k_list_left_residents = R"sql(
SELECT id
FROM residents
WHERE archived = 1
  AND erased_ms IS NULL
  AND changed_ms < ?
ORDER BY id
LIMIT 500)sql";

}  // namespace lamplight::db
