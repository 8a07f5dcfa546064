// Statements about what a resident's home has measured and what has happened there.
//
// Used by db/resident_story. Reads of `readings` always name a time from which, so that only those days'
// partitions are touched.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_list_raw_readings = R"sql(
SELECT device_id, name, at_ms, value
FROM readings
WHERE resident_id = ?
  AND (? = '' OR name = ? OR SUBSTRING_INDEX(name, ':', 1) = ?)
  AND at_ms >= ?
  AND at_ms < ?
  AND (at_ms > ? OR (at_ms = ? AND (name, device_id) > (?, ?)))
ORDER BY at_ms, name, device_id
LIMIT ?)sql";

inline constexpr std::string_view k_list_reading_buckets = R"sql(
SELECT name, at_ms - MOD(at_ms, ?) AS bucket_ms, COUNT(*), MIN(value), SUM(value), MAX(value)
FROM readings
WHERE resident_id = ?
  AND (? = '' OR name = ? OR SUBSTRING_INDEX(name, ':', 1) = ?)
  AND at_ms >= ?
  AND at_ms < ?
GROUP BY name, bucket_ms
HAVING (bucket_ms > ? OR (bucket_ms = ? AND name > ?))
ORDER BY bucket_ms, name
LIMIT ?)sql";

inline constexpr std::string_view k_find_latest_reading = R"sql(
SELECT device_id, name, at_ms, value
FROM readings
WHERE resident_id = ?
  AND name = ?
  AND at_ms >= ?
ORDER BY at_ms DESC
LIMIT 1)sql";

// Of one name, the last reading of every span of time: all that a score at the spans' ends depends on.
inline constexpr std::string_view k_list_last_of_spans = R"sql(
SELECT r.device_id, r.name, r.at_ms, r.value
FROM readings r
JOIN (
  SELECT MAX(at_ms) AS at_ms
  FROM readings
  WHERE resident_id = ?
    AND name = ?
    AND at_ms >= ?
    AND at_ms < ?
  GROUP BY at_ms - MOD(at_ms, ?)
) last ON last.at_ms = r.at_ms
WHERE r.resident_id = ?
  AND r.name = ?
  AND r.at_ms >= ?
  AND r.at_ms < ?
ORDER BY r.at_ms, r.device_id
LIMIT ?)sql";

inline constexpr std::string_view k_find_spo2_scale = R"sql(
SELECT spo2_scale
FROM residents
WHERE id = ?)sql";

// Everything that happened around one resident, latest first.
inline constexpr std::string_view k_list_timeline = R"sql(
SELECT story.at_ms, story.source, story.what, story.incident_id, story.text, story.who, story.worker_id, w.name
FROM (
  SELECT h.at_ms AS at_ms, 'history' AS source, h.what AS what, h.incident_id AS incident_id, h.detail AS text,
    h.who AS who, h.worker_id AS worker_id, h.id AS ordinal
  FROM incidents i
  JOIN history h ON h.incident_id = i.id
  WHERE i.resident_id = ?
    AND h.at_ms <= ?
  UNION ALL
  SELECT a.received_ms, 'alarm', a.kind_text, a.incident_id, '', a.device_id, NULL, 0
  FROM incidents i
  JOIN alarms a ON a.incident_id = i.id
  WHERE i.resident_id = ?
    AND a.received_ms <= ?
) AS story
LEFT JOIN workers w ON w.id = story.worker_id
ORDER BY story.at_ms DESC, story.ordinal DESC, story.source, story.who, story.what, story.incident_id
LIMIT ?
OFFSET ?)sql";

// Incidents of what is broken in that home for as long as it is, also of one that somebody has closed meanwhile. The
// minute is for the clocks of monitor and server.
inline constexpr std::string_view k_list_unmended = R"sql(
SELECT DISTINCT a.incident_id
FROM devices d
JOIN findings f ON f.device_id = d.id AND f.ended_ms IS NULL
JOIN alarms a ON a.device_id = f.device_id
  AND a.alarm_id LIKE CONCAT('m:', f.rule, ':%')
  AND a.received_ms >= f.started_ms - 60000
WHERE d.resident_id = ?
  AND d.retired = 0
  AND f.subject = CONCAT('d:', d.id)
ORDER BY a.incident_id
LIMIT ?)sql";

}  // namespace lamplight::db
