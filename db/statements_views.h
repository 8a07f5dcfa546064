// Statements of the reading side: incidents with the names of all concerned, alarms, who is offered what.
//
// Used by db/incident_views. Lists are paged by the key of the last row seen; an empty text or a zero
// stands for "not asked about".
#pragma once

#include <string_view>

namespace lamplight::db {

// --- lists of incidents: ids in their order, then the rows ---

inline constexpr std::string_view k_list_open_incidents = R"sql(
SELECT id, priority, opened_ms
FROM incidents
WHERE is_open = 1
  AND (? = '' OR district_id = ?)
  AND (? = '' OR resident_id = ?)
  AND (? = '' OR state = ?)
  AND changed_ms >= ?
  AND (priority > ? OR (priority = ? AND (opened_ms > ? OR (opened_ms = ? AND id > ?))))
ORDER BY priority, opened_ms, id
LIMIT ?)sql";

inline constexpr std::string_view k_list_ended_incidents = R"sql(
SELECT id, changed_ms
FROM incidents
WHERE is_open = 0
  AND (? = '' OR district_id = ?)
  AND (? = '' OR resident_id = ?)
  AND (? = '' OR state = ?)
  AND changed_ms >= ?
  AND (changed_ms < ? OR (changed_ms = ? AND id < ?))
ORDER BY changed_ms DESC, id DESC
LIMIT ?)sql";

inline constexpr std::string_view k_list_all_open_incidents = R"sql(
SELECT id
FROM incidents
WHERE is_open = 1
ORDER BY priority, opened_ms, id)sql";

inline constexpr std::string_view k_list_held_incidents = R"sql(
SELECT id
FROM incidents
WHERE worker_id = ?
  AND is_open = 1
ORDER BY priority, opened_ms, id)sql";

inline constexpr std::string_view k_list_changed_incidents = R"sql(
SELECT id, version
FROM incidents
WHERE changed_ms >= ?
ORDER BY changed_ms
LIMIT ?)sql";

// --- whole incidents ---

inline constexpr std::string_view k_view_incidents = R"sql(
SELECT i.id, i.state, i.kind, i.kind_text, i.queue, i.priority, i.test, i.resident_id, i.district_id, i.lat, i.lon,
  i.needs, i.join_key, i.opened_ms, i.acknowledged_ms, i.acknowledged_by, i.worker_id, i.eta_s, i.eta_ms,
  i.deadline_ms, i.deadline_what, i.step, i.wished_ms, i.raises, i.ack_seq, i.outcome, i.ended_ms, i.changed_ms, i.version,
  r.name, r.district_id, w.name, u.name
FROM incidents i
LEFT JOIN residents r ON r.id = i.resident_id
LEFT JOIN workers w ON w.id = i.worker_id
LEFT JOIN users u ON u.id = i.acknowledged_by
WHERE i.id IN {in})sql";

inline constexpr std::string_view k_view_evidence = R"sql(
SELECT incident_id, at_ms, source, device_id, alarm_id, kind_text, text, raw
FROM evidence
WHERE incident_id IN {in}
ORDER BY id)sql";

inline constexpr std::string_view k_view_history = R"sql(
SELECT h.incident_id, h.at_ms, h.who, h.what, h.worker_id, h.detail, u.name, w.name
FROM history h
LEFT JOIN users u ON u.id = CONVERT(h.who USING ascii)
LEFT JOIN workers w ON w.id = h.worker_id
WHERE h.incident_id IN {in}
ORDER BY h.id)sql";

inline constexpr std::string_view k_view_offers = R"sql(
SELECT o.incident_id, o.worker_id, o.round, o.state, o.at_ms, o.expires_ms, o.eta_s, o.cost_s, o.distance_m, o.reasons,
  w.name
FROM offers o
LEFT JOIN workers w ON w.id = o.worker_id
WHERE o.incident_id IN {in}
ORDER BY o.at_ms, o.worker_id, o.round)sql";

inline constexpr std::string_view k_view_alarms = R"sql(
SELECT device_id, alarm_id, generation, district_id, kind_text, incident_id, device_ms, received_ms,
  repeats, seq_base, answerable, flags
FROM alarms
WHERE incident_id IN {in}
ORDER BY received_ms)sql";

// Only of the few alarms that somebody has remarked on.
inline constexpr std::string_view k_view_flags = R"sql(
SELECT incident_id, flags
FROM alarms
WHERE incident_id IN {in}
  AND flags <> ''
ORDER BY received_ms)sql";

// --- care workers ---

inline constexpr std::string_view k_list_pending_offers = R"sql(
SELECT incident_id, worker_id, round, state, at_ms, expires_ms, eta_s, cost_s, distance_m, reasons
FROM offers
WHERE state = 'pending'
  AND worker_id = ?
ORDER BY expires_ms, incident_id)sql";

inline constexpr std::string_view k_find_relation_to_incident = R"sql(
SELECT i.state, i.worker_id = ?,
  (SELECT COUNT(*) FROM offers o WHERE o.incident_id = i.id AND o.worker_id = ? AND o.state = 'pending'),
  (SELECT COUNT(*) FROM offers o WHERE o.incident_id = i.id AND o.worker_id = ?),
  (SELECT COUNT(*) FROM history h WHERE h.incident_id = i.id AND h.worker_id = ?)
FROM incidents i
WHERE i.id = ?)sql";

inline constexpr std::string_view k_find_relation_to_resident = R"sql(
SELECT MAX(i.worker_id = ?), MAX(o.worker_id IS NOT NULL)
FROM incidents i
LEFT JOIN offers o ON o.incident_id = i.id AND o.worker_id = ? AND o.state = 'pending'
WHERE i.resident_id = ?
  AND i.is_open = 1)sql";

// --- alarms ---

inline constexpr std::string_view k_list_alarms = R"sql(
SELECT device_id, alarm_id, generation, district_id, kind_text, incident_id, device_ms, received_ms,
  repeats, seq_base, answerable, flags
FROM alarms
WHERE received_ms >= ?
  AND NOT (kind_text = 'canary' AND incident_id IS NULL)
  AND (? = '' OR device_id = ?)
  AND (received_ms < ? OR (received_ms = ? AND (device_id, alarm_id, generation) < (?, ?, ?)))
ORDER BY received_ms DESC, device_id DESC, alarm_id DESC, generation DESC
LIMIT ?)sql";

// --- service figures ---

// The whole history of the incidents that were opened in a period.
inline constexpr std::string_view k_list_history_of_period = R"sql(
SELECT h.incident_id, h.at_ms, h.who, h.what, h.worker_id, h.detail
FROM history opened
JOIN history h ON h.incident_id = opened.incident_id
WHERE opened.what = 'opened'
  AND opened.at_ms >= ?
  AND opened.at_ms < ?
ORDER BY h.incident_id, h.id)sql";

inline constexpr std::string_view k_list_incidents_of_period = R"sql(
SELECT i.id, i.district_id, i.resident_id, i.outcome, COALESCE(d.model, '')
FROM history opened
JOIN incidents i ON i.id = opened.incident_id
LEFT JOIN devices d
  ON opened.who LIKE 'device:%'
  AND d.id = CONVERT(SUBSTRING(opened.who, 8) USING ascii) COLLATE ascii_bin
WHERE opened.what = 'opened'
  AND opened.at_ms >= ?
  AND opened.at_ms < ?
ORDER BY i.id)sql";

// Whom automatic offers were chosen from.
inline constexpr std::string_view k_select_considered = R"sql(
SELECT considered
FROM offers
WHERE at_ms >= ?
  AND at_ms < ?
  AND considered <> ''
ORDER BY at_ms, incident_id, worker_id)sql";

}  // namespace lamplight::db
