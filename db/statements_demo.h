// All SQL that fills a new town and keeps the demo's care workers at work.
#pragma once

#include <string_view>

namespace lamplight::db::sql {

inline constexpr std::string_view k_count_users = R"(
SELECT COUNT(*)
FROM users)";

inline constexpr std::string_view k_insert_districts = R"(
INSERT INTO districts (id, name, name_en, lat, lon)
VALUES {rows})";

inline constexpr std::string_view k_insert_skills = R"(
INSERT INTO skills (code, name, name_en)
VALUES {rows})";

inline constexpr std::string_view k_insert_residents = R"(
INSERT INTO residents (id, name, district_id, lat, lon, born, gender, phone, language, language_wish, gender_wanted,
  gender_wish, high_risk, spo2_scale, mobility, data_key_sealed, address_sealed, access_sealed, key_safe_sealed,
  clinical_sealed, notes_sealed, changed_ms)
VALUES {rows})";

inline constexpr std::string_view k_insert_resident_needs = R"(
INSERT INTO resident_needs (resident_id, skill)
VALUES {rows})";

inline constexpr std::string_view k_insert_resident_workers = R"(
INSERT INTO resident_workers (resident_id, worker_id, relation)
VALUES {rows})";

inline constexpr std::string_view k_insert_contacts = R"(
INSERT INTO contacts (id, resident_id, ordinal, name, relation, phone, language, has_key)
VALUES {rows})";

inline constexpr std::string_view k_insert_devices = R"(
INSERT INTO devices (id, resident_id, district_id, model, room, interval_s, call_back, changed_ms)
VALUES {rows})";

inline constexpr std::string_view k_insert_workers = R"(
INSERT INTO workers (id, name, phone, gender, languages, on_duty, lat, lon, accuracy_m, position_ms, changed_ms)
VALUES {rows})";

inline constexpr std::string_view k_insert_worker_skills = R"(
INSERT INTO worker_skills (worker_id, skill)
VALUES {rows})";

inline constexpr std::string_view k_insert_worker_districts = R"(
INSERT INTO worker_districts (worker_id, district_id)
VALUES {rows})";

inline constexpr std::string_view k_insert_shifts = R"(
INSERT INTO shifts (id, worker_id, start_ms, end_ms)
VALUES {rows})";

inline constexpr std::string_view k_insert_users = R"(
INSERT INTO users (id, username, password_hash, role, person, name, language, changed_ms)
VALUES {rows})";

inline constexpr std::string_view k_insert_family_links = R"(
INSERT INTO family_links (user_id, resident_id, relation, sees_status, sees_incidents, sees_vitals, sees_location, agreed_ms)
VALUES {rows})";

inline constexpr std::string_view k_insert_policy_steps = R"(
INSERT INTO policy_steps (queue, priority, step, action, width, wait_ms)
VALUES {rows})";

inline constexpr std::string_view k_insert_kind_needs = R"(
INSERT INTO kind_needs (kind, skill)
VALUES {rows})";

inline constexpr std::string_view k_raise_register_mark = R"(
UPDATE register_marks
SET mark = mark + 1
WHERE id = 1)";

inline constexpr std::string_view k_latest_shift_end = R"(
SELECT MAX(end_ms)
FROM shifts)";

inline constexpr std::string_view k_select_duties = R"(
SELECT w.id, w.on_duty, w.position_ms, w.changed_ms, w.version, EXISTS (
    SELECT 1
    FROM shifts s
    WHERE s.worker_id = w.id
      AND s.start_ms <= ?
      AND s.end_ms > ?)
FROM workers w
WHERE w.archived = 0
  AND w.lat IS NOT NULL
ORDER BY w.id)";

// Only where nobody has reported anything newer meanwhile.
inline constexpr std::string_view k_date_position = R"(
UPDATE workers
SET position_ms = ?
WHERE id = ?
  AND position_ms = ?)";

inline constexpr std::string_view k_call_to_duty = R"(
UPDATE workers
SET on_duty = 1, position_ms = ?, changed_ms = ?, version = version + 1
WHERE id = ?
  AND version = ?)";

}  // namespace lamplight::db::sql
