// Statements that read the registers whole for dispatch: residents, devices, workers, districts, policies.
//
// Used by db/directory. What changes the registers one record at a time is with the records.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_select_register_mark = R"sql(
SELECT mark
FROM register_marks
WHERE id = 1)sql";

inline constexpr std::string_view k_raise_register_mark = R"sql(
UPDATE register_marks
SET mark = mark + 1
WHERE id = 1)sql";

inline constexpr std::string_view k_select_resident_cards = R"sql(
SELECT id, name, district_id, lat, lon, high_risk, language, language_wish, gender_wanted, gender_wish
FROM residents
WHERE archived = 0)sql";

inline constexpr std::string_view k_select_resident_card = R"sql(
SELECT id, name, district_id, lat, lon, high_risk, language, language_wish, gender_wanted, gender_wish
FROM residents
WHERE archived = 0
  AND id = ?)sql";

inline constexpr std::string_view k_select_all_resident_needs = R"sql(
SELECT resident_id, skill
FROM resident_needs
ORDER BY resident_id, skill)sql";

inline constexpr std::string_view k_select_needs_of_resident = R"sql(
SELECT resident_id, skill
FROM resident_needs
WHERE resident_id = ?
ORDER BY skill)sql";

inline constexpr std::string_view k_select_all_resident_workers = R"sql(
SELECT resident_id, worker_id, relation
FROM resident_workers
ORDER BY resident_id, worker_id)sql";

inline constexpr std::string_view k_select_workers_of_resident = R"sql(
SELECT resident_id, worker_id, relation
FROM resident_workers
WHERE resident_id = ?
ORDER BY worker_id)sql";

inline constexpr std::string_view k_count_all_contacts = R"sql(
SELECT resident_id, COUNT(*)
FROM contacts
GROUP BY resident_id)sql";

inline constexpr std::string_view k_count_contacts_of_resident = R"sql(
SELECT resident_id, COUNT(*)
FROM contacts
WHERE resident_id = ?
GROUP BY resident_id)sql";

inline constexpr std::string_view k_select_device_cards = R"sql(
SELECT id, district_id, resident_id, model, room, interval_s
FROM devices
WHERE retired = 0)sql";

inline constexpr std::string_view k_select_device_card = R"sql(
SELECT id, district_id, resident_id, model, room, interval_s
FROM devices
WHERE retired = 0
  AND id = ?)sql";

inline constexpr std::string_view k_select_districts = R"sql(
SELECT id, name, name_en, lat, lon
FROM districts)sql";

inline constexpr std::string_view k_select_skills_for_two = R"sql(
SELECT code
FROM skills
WHERE for_two = 1)sql";

inline constexpr std::string_view k_select_policy_steps = R"sql(
SELECT queue, priority, action, width, wait_ms, loudness
FROM policy_steps
ORDER BY queue, priority, step)sql";

inline constexpr std::string_view k_select_plans = R"sql(
SELECT id, resident_id, kind, district_id, priority, time, name, version
FROM plans
ORDER BY id)sql";

inline constexpr std::string_view k_select_plan_steps = R"sql(
SELECT plan_id, action, width, wait_ms, loudness
FROM plan_steps
ORDER BY plan_id, step)sql";

inline constexpr std::string_view k_select_business_hours = R"sql(
SELECT utc_offset_min, from_min, to_min, days
FROM business_hours
WHERE id = 1)sql";

inline constexpr std::string_view k_select_kind_needs = R"sql(
SELECT kind, skill
FROM kind_needs
ORDER BY kind, skill)sql";

inline constexpr std::string_view k_select_evidence_rules = R"sql(
SELECT kind, beside, says, needs
FROM evidence_rules
ORDER BY ordinal)sql";

inline constexpr std::string_view k_select_worker_cards = R"sql(
SELECT id, name, on_duty, lat, lon, accuracy_m, position_ms, gender, languages, by_sms
FROM workers
WHERE archived = 0)sql";

inline constexpr std::string_view k_select_valid_worker_skills = R"sql(
SELECT worker_id, skill
FROM worker_skills
WHERE expires_ms IS NULL
  OR expires_ms > ?
ORDER BY worker_id, skill)sql";

// What care workers drive, and what is on board.
inline constexpr std::string_view k_select_driven_vehicles = R"sql(
SELECT worker_id, kind, equipment
FROM vehicles
WHERE archived = 0
  AND worker_id IS NOT NULL
ORDER BY worker_id, id)sql";

inline constexpr std::string_view k_select_worker_districts = R"sql(
SELECT worker_id, district_id
FROM worker_districts
ORDER BY worker_id, district_id)sql";

// The end of the shift that each worker is in, and of the break that she is having; since when she works without one.
inline constexpr std::string_view k_select_running_shifts = R"sql(
SELECT worker_id, MAX(end_ms), MAX(CASE WHEN break_start_ms <= ? AND break_end_ms > ? THEN break_end_ms END),
  MIN(CASE WHEN break_end_ms <= ? THEN break_end_ms ELSE start_ms END)
FROM shifts
WHERE end_ms > ?
  AND start_ms <= ?
GROUP BY worker_id)sql";

inline constexpr std::string_view k_select_dated_skills = R"sql(
SELECT worker_id, skill, expires_ms
FROM worker_skills
ORDER BY worker_id, skill)sql";

inline constexpr std::string_view k_select_shifts_between = R"sql(
SELECT worker_id, start_ms, end_ms, break_start_ms, break_end_ms
FROM shifts
WHERE end_ms > ?
  AND start_ms < ?
ORDER BY worker_id, start_ms, id)sql";

inline constexpr std::string_view k_select_weights = R"sql(
SELECT name, value
FROM weights
ORDER BY name)sql";

// --- what happened of late, for the cover that the town keeps ---

// By the index on changes: what was opened since then has changed since then.
inline constexpr std::string_view k_count_emergencies = R"sql(
SELECT district_id, COUNT(*)
FROM incidents
WHERE changed_ms >= ?
  AND opened_ms >= ?
  AND queue = 'emergency'
  AND test = 0
GROUP BY district_id)sql";

// From the first yes to the report, at most two hours of each incident.
inline constexpr std::string_view k_sum_visit_time = R"sql(
SELECT COALESCE(SUM(LEAST(over_ms - taken_ms, 7200000)), 0)
FROM (
  SELECT MIN(CASE WHEN what IN ('accepted', 'assigned') THEN at_ms END) AS taken_ms,
    MAX(CASE WHEN what IN ('resolved', 'closed', 'cancelled') THEN at_ms END) AS over_ms
  FROM history
  WHERE at_ms >= ?
  GROUP BY incident_id
) AS visits
WHERE taken_ms IS NOT NULL
  AND over_ms > taken_ms)sql";

// Ways of which both ends were told, between half a minute and two hours, by district and hour of UTC; the
// straight line is that of the offer that was accepted.
inline constexpr std::string_view k_sum_ways = R"sql(
SELECT incidents.district_id, FLOOR(MOD(ways.left_ms / 3600000, 24)), COUNT(*), SUM(offers.distance_m),
  SUM(ways.there_ms - ways.left_ms) / 1000
FROM (
  SELECT incident_id, worker_id,
    MAX(CASE WHEN what = 'departed' THEN at_ms END) AS left_ms,
    MAX(CASE WHEN what = 'arrived' THEN at_ms END) AS there_ms
  FROM history
  WHERE at_ms >= ?
    AND what IN ('departed', 'arrived')
  GROUP BY incident_id, worker_id
) AS ways
JOIN offers ON offers.incident_id = ways.incident_id
  AND offers.worker_id = ways.worker_id
  AND offers.state = 'accepted'
  AND offers.distance_m >= 200
JOIN incidents ON incidents.id = ways.incident_id
  AND incidents.test = 0
WHERE ways.there_ms - ways.left_ms BETWEEN 30000 AND 7200000
GROUP BY 1, 2
ORDER BY 1, 2)sql";

// Who arrived at a resident's home last; of two at the same moment the one with the greater id.
inline constexpr std::string_view k_select_last_visits = R"sql(
SELECT incidents.resident_id, history.worker_id
FROM history
JOIN incidents ON incidents.id = history.incident_id
  AND incidents.resident_id IS NOT NULL
  AND incidents.test = 0
WHERE history.at_ms >= ?
  AND history.what = 'arrived'
  AND history.worker_id IS NOT NULL
ORDER BY history.at_ms, history.worker_id)sql";

inline constexpr std::string_view k_sum_shift_time = R"sql(
SELECT COALESCE(SUM(LEAST(end_ms, ?) - GREATEST(start_ms, ?)), 0)
FROM shifts
WHERE end_ms > ?
  AND start_ms < ?)sql";

}  // namespace lamplight::db
