// Statements about drills: rehearsals of the path from a home to the desk to a phone.
//
// Used by db/drills only.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_add_drill = R"sql(
INSERT INTO drills (id, device_id, worker_id, due_ms, who, state)
VALUES {rows})sql";

inline constexpr std::string_view k_list_drills = R"sql(
SELECT id, device_id, worker_id, due_ms, who, state, failed_at, incident_id,
  asked_ms, received_ms, desk_ms, offered_ms, phone_ms, ended_ms
FROM drills
WHERE due_ms < ? OR (due_ms = ? AND id < ?)
ORDER BY due_ms DESC, id DESC
LIMIT ?)sql";

inline constexpr std::string_view k_read_drill = R"sql(
SELECT id, device_id, worker_id, due_ms, who, state, failed_at, incident_id,
  asked_ms, received_ms, desk_ms, offered_ms, phone_ms, ended_ms
FROM drills
WHERE id = ?)sql";

// What is to be begun, and what runs.
inline constexpr std::string_view k_list_drills_to_do = R"sql(
SELECT id, device_id, worker_id, due_ms, who, state, failed_at, incident_id,
  asked_ms, received_ms, desk_ms, offered_ms, phone_ms, ended_ms
FROM drills
WHERE state IN ('waiting', 'running')
  AND due_ms <= ?
ORDER BY due_ms, id
LIMIT ?)sql";

// Of two servers one begins it.
inline constexpr std::string_view k_begin_drill = R"sql(
UPDATE drills
SET state = 'running', asked_ms = ?
WHERE id = ?
  AND state = 'waiting')sql";

inline constexpr std::string_view k_call_off_drill = R"sql(
UPDATE drills
SET state = 'cancelled', ended_ms = ?
WHERE id = ?
  AND state = 'waiting')sql";

inline constexpr std::string_view k_note_drill = R"sql(
UPDATE drills
SET incident_id = ?, received_ms = ?, desk_ms = ?, offered_ms = ?, phone_ms = ?
WHERE id = ?
  AND state = 'running')sql";

inline constexpr std::string_view k_end_drill = R"sql(
UPDATE drills
SET state = ?, failed_at = ?, ended_ms = ?
WHERE id = ?
  AND state = 'running')sql";

// The first test alarm of that device since it was asked, and how far its incident has come.
inline constexpr std::string_view k_read_drill_progress = R"sql(
SELECT alarms.incident_id, alarms.received_ms, incidents.acknowledged_ms, incidents.is_open,
  offers.at_ms, offers.answered_ms, offers.state
FROM alarms
JOIN incidents ON incidents.id = alarms.incident_id
LEFT JOIN offers ON offers.incident_id = incidents.id AND offers.worker_id = ?
WHERE alarms.device_id = ?
  AND alarms.received_ms >= ?
  AND incidents.test = 1
ORDER BY alarms.received_ms, alarms.alarm_id, offers.round DESC
LIMIT 1)sql";

}  // namespace lamplight::db
