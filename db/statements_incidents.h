// Statements about alarms, incidents and everything that hangs on them: offers, timers, messages, audit.
//
// Used by db/ledger_read, db/ledger_write, db/ledger and db/outbox. Rows are found by primary key
// wherever they are changed: an UPDATE that scans deadlocks (traps.md).
#pragma once

#include <string_view>

namespace lamplight::db {

// --- alarms ---

inline constexpr std::string_view k_select_alarms = R"sql(
SELECT device_id, alarm_id, generation, district_id, kind_text, incident_id, device_ms, received_ms,
  repeats, seq_base, answerable, flags
FROM alarms
WHERE {any device_id = ? AND alarm_id = ?})sql";

inline constexpr std::string_view k_select_answerable_alarms = R"sql(
SELECT device_id, alarm_id, generation, district_id, kind_text, incident_id, device_ms, received_ms,
  repeats, seq_base, answerable, flags
FROM alarms
WHERE incident_id IN {in}
  AND answerable = 1)sql";

// Counts no further than is asked for.
inline constexpr std::string_view k_count_storm_signals = R"sql(
SELECT COUNT(*)
FROM (
  SELECT 1
  FROM alarms
  WHERE storm_district = ?
    AND received_ms >= ?
  LIMIT ?
) AS enough)sql";

inline constexpr std::string_view k_insert_alarms = R"sql(
INSERT INTO alarms (device_id, alarm_id, generation, district_id, kind_text, incident_id, device_ms,
  received_ms, repeats, seq_base, answerable, flags, storm_district)
VALUES {rows})sql";

inline constexpr std::string_view k_repeat_alarm = R"sql(
UPDATE alarms
SET repeats = repeats + ?, device_ms = COALESCE(?, device_ms)
WHERE device_id = ?
  AND alarm_id = ?
  AND generation = ?)sql";

// Along the primary key, and so through the canaries' rows alone.
inline constexpr std::string_view k_forget_canaries = R"sql(
DELETE FROM alarms
WHERE device_id LIKE 'canary-%'
  AND kind_text = 'canary'
  AND incident_id IS NULL
  AND received_ms < ?
LIMIT 1000)sql";

// --- incidents ---

inline constexpr std::string_view k_select_incidents = R"sql(
SELECT id, state, kind, kind_text, queue, priority, test, resident_id, district_id, lat, lon, needs,
  join_key, opened_ms, acknowledged_ms, acknowledged_by, worker_id, eta_s, eta_ms, deadline_ms,
  deadline_what, step, wished_ms, raises, ack_seq, outcome, ended_ms, changed_ms, version
FROM incidents
WHERE id IN {in})sql";

inline constexpr std::string_view k_select_joinable_incidents = R"sql(
SELECT id, state, kind, kind_text, queue, priority, test, resident_id, district_id, lat, lon, needs,
  join_key, opened_ms, acknowledged_ms, acknowledged_by, worker_id, eta_s, eta_ms, deadline_ms,
  deadline_what, step, wished_ms, raises, ack_seq, outcome, ended_ms, changed_ms, version
FROM incidents
WHERE open_join_key IN {in})sql";

inline constexpr std::string_view k_insert_incidents = R"sql(
INSERT INTO incidents (id, state, kind, kind_text, queue, priority, test, resident_id, district_id, lat, lon,
  needs, join_key, opened_ms, acknowledged_ms, acknowledged_by, worker_id, eta_s, eta_ms, deadline_ms,
  deadline_what, step, wished_ms, raises, ack_seq, outcome, ended_ms, changed_ms, version)
VALUES {rows})sql";

// The version decides who was first.
inline constexpr std::string_view k_update_incident = R"sql(
UPDATE incidents
SET state = ?, kind = ?, kind_text = ?, queue = ?, priority = ?, test = ?, resident_id = ?, district_id = ?,
  lat = ?, lon = ?, needs = ?, join_key = ?, opened_ms = ?, acknowledged_ms = ?, acknowledged_by = ?,
  worker_id = ?, eta_s = ?, eta_ms = ?, deadline_ms = ?, deadline_what = ?, step = ?, wished_ms = ?,
  raises = ?, ack_seq = ?, outcome = ?, ended_ms = ?, changed_ms = ?, version = ?
WHERE id = ?
  AND version = ?)sql";

// What binds care workers: offers that wait for an answer, and incidents in hand.
inline constexpr std::string_view k_select_commitments = R"sql(
SELECT offers.worker_id, offers.incident_id, incidents.priority, incidents.queue, 1, 0
FROM offers
JOIN incidents ON incidents.id = offers.incident_id
WHERE offers.state = 'pending'
UNION ALL
SELECT worker_id, id, priority, queue, 0, state = 'arrived'
FROM incidents
WHERE is_open = 1
  AND worker_id IS NOT NULL
  AND state IN ('assigned', 'on_the_way', 'arrived'))sql";

// --- evidence, history, audit ---

inline constexpr std::string_view k_insert_evidence = R"sql(
INSERT INTO evidence (incident_id, at_ms, source, device_id, alarm_id, kind_text, text, raw)
VALUES {rows})sql";

// For rules that compare it; a button pressed ten times says one thing.
inline constexpr std::string_view k_select_evidence_words = R"sql(
SELECT DISTINCT incident_id, kind_text, text
FROM evidence
WHERE incident_id IN {in})sql";

inline constexpr std::string_view k_insert_history = R"sql(
INSERT INTO history (incident_id, at_ms, who, what, worker_id, detail)
VALUES {rows})sql";

inline constexpr std::string_view k_insert_audit = R"sql(
INSERT INTO audit (at_ms, who, what, subject, detail)
VALUES {rows})sql";

// --- offers ---

inline constexpr std::string_view k_select_offers = R"sql(
SELECT incident_id, worker_id, round, state, at_ms, expires_ms, eta_s, cost_s, distance_m, reasons
FROM offers
WHERE incident_id IN {in})sql";

inline constexpr std::string_view k_insert_offers = R"sql(
INSERT INTO offers (incident_id, worker_id, round, state, at_ms, answered_ms, expires_ms, eta_s, cost_s,
  distance_m, reasons, considered)
VALUES {rows})sql";

inline constexpr std::string_view k_answer_offer = R"sql(
UPDATE offers
SET state = ?, answered_ms = ?
WHERE incident_id = ?
  AND worker_id = ?
  AND round = ?
  AND state = 'pending')sql";

// --- timers ---

inline constexpr std::string_view k_put_timers = R"sql(
INSERT INTO timers (incident_id, due_ms)
VALUES {rows}
ON DUPLICATE KEY UPDATE due_ms = VALUES(due_ms))sql";

inline constexpr std::string_view k_delete_timer = R"sql(
DELETE FROM timers
WHERE incident_id = ?)sql";

// By the index, and so in order: a scan would lock everything that is due, whatever the limit.
inline constexpr std::string_view k_claim_timers = R"sql(
SELECT incident_id
FROM timers FORCE INDEX (timers_by_due)
WHERE due_ms <= ?
ORDER BY due_ms
LIMIT ?
FOR UPDATE SKIP LOCKED)sql";

inline constexpr std::string_view k_claim_timer = R"sql(
SELECT incident_id
FROM timers
WHERE incident_id = ?
  AND due_ms <= ?
FOR UPDATE SKIP LOCKED)sql";

inline constexpr std::string_view k_select_due_timers = R"sql(
SELECT incident_id
FROM timers
WHERE due_ms <= ?
ORDER BY due_ms
LIMIT ?)sql";

inline constexpr std::string_view k_select_next_timer = R"sql(
SELECT MIN(due_ms)
FROM timers)sql";

// --- outbox ---

// The answer to a repeat is the row that is there already.
inline constexpr std::string_view k_insert_outbox = R"sql(
INSERT INTO outbox (device_id, alarm_id, seq, district_id, state, at_ms, incident_id, worker, eta_s, reason, due_ms)
VALUES {rows}
ON DUPLICATE KEY UPDATE due_ms = outbox.due_ms)sql";

inline constexpr std::string_view k_claim_outbox = R"sql(
SELECT device_id, alarm_id, seq, district_id, state, at_ms, incident_id, worker, eta_s, reason
FROM outbox FORCE INDEX (outbox_by_due)
WHERE due_ms <= ?
ORDER BY due_ms
LIMIT ?
FOR UPDATE SKIP LOCKED)sql";

// Only ever meets rows that are there and that the session has locked.
inline constexpr std::string_view k_hold_outbox = R"sql(
INSERT INTO outbox (device_id, alarm_id, seq, district_id, state, at_ms, incident_id, worker, eta_s, reason, due_ms)
VALUES {rows}
ON DUPLICATE KEY UPDATE due_ms = VALUES(due_ms))sql";

inline constexpr std::string_view k_delete_outbox = R"sql(
DELETE FROM outbox
WHERE device_id = ?
  AND alarm_id = ?
  AND seq = ?
  AND state = ?)sql";

}  // namespace lamplight::db
