// Statements about the registers one row at a time: districts, skills, workers, devices, shifts, users, plans.
//
// Used by db/register_records, whose shapes name the columns in the order in which they stand here:
// id, version, then the shape's columns.
#pragma once

#include <string_view>

namespace lamplight::db {

// --- districts ---

inline constexpr std::string_view k_list_district_rows = R"sql(
SELECT id, version, name, name_en, lat, lon, parent_id, level
FROM districts
WHERE id > ?
  AND ? >= 0
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_read_district_row = R"sql(
SELECT id, version, name, name_en, lat, lon, parent_id, level
FROM districts
WHERE id = ?)sql";

inline constexpr std::string_view k_add_district_row = R"sql(
INSERT INTO districts (id, name, name_en, lat, lon, parent_id, level)
VALUES {rows})sql";

inline constexpr std::string_view k_change_district_row = R"sql(
UPDATE districts
SET name = ?, name_en = ?, lat = ?, lon = ?, parent_id = ?, level = ?, version = version + 1
WHERE id = ?
  AND version = ?)sql";

inline constexpr std::string_view k_remove_district_row = R"sql(
DELETE FROM districts
WHERE id = ?
  AND version = ?
  AND NOT EXISTS (SELECT 1 FROM residents WHERE residents.district_id = districts.id)
  AND NOT EXISTS (SELECT 1 FROM devices WHERE devices.district_id = districts.id)
  AND NOT EXISTS (SELECT 1 FROM (SELECT parent_id FROM districts) lower WHERE lower.parent_id = districts.id))sql";

// --- skills ---

inline constexpr std::string_view k_list_skill_rows = R"sql(
SELECT code, version, name, name_en, for_two
FROM skills
WHERE code > ?
  AND ? >= 0
ORDER BY code
LIMIT ?)sql";

inline constexpr std::string_view k_read_skill_row = R"sql(
SELECT code, version, name, name_en, for_two
FROM skills
WHERE code = ?)sql";

inline constexpr std::string_view k_add_skill_row = R"sql(
INSERT INTO skills (code, name, name_en, for_two)
VALUES {rows})sql";

inline constexpr std::string_view k_change_skill_row = R"sql(
UPDATE skills
SET name = ?, name_en = ?, for_two = ?, version = version + 1
WHERE code = ?
  AND version = ?)sql";

inline constexpr std::string_view k_remove_skill_row = R"sql(
DELETE FROM skills
WHERE code = ?
  AND version = ?
  AND NOT EXISTS (SELECT 1 FROM worker_skills WHERE worker_skills.skill = skills.code)
  AND NOT EXISTS (SELECT 1 FROM resident_needs WHERE resident_needs.skill = skills.code)
  AND NOT EXISTS (SELECT 1 FROM kind_needs WHERE kind_needs.skill = skills.code))sql";

// --- workers ---

inline constexpr std::string_view k_list_worker_rows = R"sql(
SELECT id, version, name, phone, gender, languages, on_duty, archived, by_sms, lat, lon, accuracy_m, position_ms
FROM workers
WHERE id > ?
  AND archived <= ?
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_read_worker_row = R"sql(
SELECT id, version, name, phone, gender, languages, on_duty, archived, by_sms, lat, lon, accuracy_m, position_ms
FROM workers
WHERE id = ?)sql";

inline constexpr std::string_view k_add_worker_row = R"sql(
INSERT INTO workers (id, name, phone, gender, languages, on_duty, archived, by_sms, changed_ms)
VALUES {rows})sql";

inline constexpr std::string_view k_change_worker_row = R"sql(
UPDATE workers
SET name = ?, phone = ?, gender = ?, languages = ?, on_duty = ?, archived = ?, by_sms = ?, changed_ms = ?,
  version = version + 1
WHERE id = ?
  AND version = ?)sql";

inline constexpr std::string_view k_remove_worker_row = R"sql(
UPDATE workers
SET archived = 1, on_duty = 0, changed_ms = ?, version = version + 1
WHERE id = ?
  AND version = ?)sql";

inline constexpr std::string_view k_list_skills_of_workers = R"sql(
SELECT worker_id, skill, expires_ms
FROM worker_skills
WHERE worker_id IN {in}
ORDER BY worker_id, skill)sql";

inline constexpr std::string_view k_add_skills_of_worker = R"sql(
INSERT INTO worker_skills (worker_id, skill, expires_ms)
VALUES {rows})sql";

inline constexpr std::string_view k_end_skill_of_worker = R"sql(
UPDATE worker_skills
SET expires_ms = ?
WHERE worker_id = ?
  AND skill = ?)sql";

inline constexpr std::string_view k_remove_skill_of_worker = R"sql(
DELETE FROM worker_skills
WHERE worker_id = ?
  AND skill = ?)sql";

inline constexpr std::string_view k_list_districts_of_workers = R"sql(
SELECT worker_id, district_id, NULL
FROM worker_districts
WHERE worker_id IN {in}
ORDER BY worker_id, district_id)sql";

inline constexpr std::string_view k_add_districts_of_worker = R"sql(
INSERT INTO worker_districts (worker_id, district_id)
VALUES {rows})sql";

inline constexpr std::string_view k_remove_district_of_worker = R"sql(
DELETE FROM worker_districts
WHERE worker_id = ?
  AND district_id = ?)sql";

// --- devices ---

inline constexpr std::string_view k_list_device_rows = R"sql(
SELECT d.id, d.version, d.resident_id, d.district_id, d.model, d.room, d.interval_s, d.call_back, d.retired,
  s.received_ms, s.online, s.battery_pct, s.mains, s.rssi_dbm, s.firmware
FROM devices d
LEFT JOIN device_status s ON s.device_id = d.id
WHERE d.id > ?
  AND d.retired <= ?
ORDER BY d.id
LIMIT ?)sql";

inline constexpr std::string_view k_read_device_row = R"sql(
SELECT d.id, d.version, d.resident_id, d.district_id, d.model, d.room, d.interval_s, d.call_back, d.retired,
  s.received_ms, s.online, s.battery_pct, s.mains, s.rssi_dbm, s.firmware
FROM devices d
LEFT JOIN device_status s ON s.device_id = d.id
WHERE d.id = ?)sql";

inline constexpr std::string_view k_add_device_row = R"sql(
INSERT INTO devices (id, resident_id, district_id, model, room, interval_s, call_back, retired, changed_ms)
VALUES {rows})sql";

inline constexpr std::string_view k_change_device_row = R"sql(
UPDATE devices
SET resident_id = ?, district_id = ?, model = ?, room = ?, interval_s = ?, call_back = ?, retired = ?, changed_ms = ?,
  version = version + 1
WHERE id = ?
  AND version = ?)sql";

inline constexpr std::string_view k_remove_device_row = R"sql(
UPDATE devices
SET retired = 1, changed_ms = ?, version = version + 1
WHERE id = ?
  AND version = ?)sql";

// --- shifts ---

inline constexpr std::string_view k_list_shift_rows = R"sql(
SELECT id, version, worker_id, start_ms, end_ms, break_start_ms, break_end_ms
FROM shifts
WHERE id > ?
  AND ? >= 0
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_read_shift_row = R"sql(
SELECT id, version, worker_id, start_ms, end_ms, break_start_ms, break_end_ms
FROM shifts
WHERE id = ?)sql";

inline constexpr std::string_view k_add_shift_row = R"sql(
INSERT INTO shifts (id, worker_id, start_ms, end_ms, break_start_ms, break_end_ms)
VALUES {rows})sql";

inline constexpr std::string_view k_change_shift_row = R"sql(
UPDATE shifts
SET worker_id = ?, start_ms = ?, end_ms = ?, break_start_ms = ?, break_end_ms = ?, version = version + 1
WHERE id = ?
  AND version = ?)sql";

inline constexpr std::string_view k_remove_shift_row = R"sql(
DELETE FROM shifts
WHERE id = ?
  AND version = ?)sql";

// --- users: the password's hash is written, never read back ---

inline constexpr std::string_view k_list_user_rows = R"sql(
SELECT id, version, username, role, person, name, language, disabled
FROM users
WHERE id > ?
  AND disabled <= ?
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_read_user_row = R"sql(
SELECT id, version, username, role, person, name, language, disabled
FROM users
WHERE id = ?)sql";

inline constexpr std::string_view k_add_user_row = R"sql(
INSERT INTO users (id, username, role, person, name, language, disabled, changed_ms, password_hash)
VALUES {rows})sql";

inline constexpr std::string_view k_change_user_row = R"sql(
UPDATE users
SET username = ?, role = ?, person = ?, name = ?, language = ?, disabled = ?, changed_ms = ?, version = version + 1
WHERE id = ?
  AND version = ?)sql";

inline constexpr std::string_view k_change_password = R"sql(
UPDATE users
SET password_hash = ?
WHERE id = ?)sql";

inline constexpr std::string_view k_remove_user_row = R"sql(
UPDATE users
SET disabled = 1, phone_sealed = NULL, changed_ms = ?, version = version + 1
WHERE id = ?
  AND version = ?)sql";

// --- vehicles ---

inline constexpr std::string_view k_list_vehicle_rows = R"sql(
SELECT id, version, name, plate, kind, seats, equipment, district_id, worker_id, archived
FROM vehicles
WHERE id > ?
  AND archived <= ?
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_read_vehicle_row = R"sql(
SELECT id, version, name, plate, kind, seats, equipment, district_id, worker_id, archived
FROM vehicles
WHERE id = ?)sql";

inline constexpr std::string_view k_add_vehicle_row = R"sql(
INSERT INTO vehicles (id, name, plate, kind, seats, equipment, district_id, worker_id, archived)
VALUES {rows})sql";

inline constexpr std::string_view k_change_vehicle_row = R"sql(
UPDATE vehicles
SET name = ?, plate = ?, kind = ?, seats = ?, equipment = ?, district_id = ?, worker_id = ?, archived = ?,
  version = version + 1
WHERE id = ?
  AND version = ?)sql";

inline constexpr std::string_view k_remove_vehicle_row = R"sql(
UPDATE vehicles
SET archived = 1, version = version + 1
WHERE id = ?
  AND version = ?)sql";

// --- service organisations ---

inline constexpr std::string_view k_list_organisation_rows = R"sql(
SELECT id, version, name, name_en, kind, phone, contact, address, district_id, archived
FROM organisations
WHERE id > ?
  AND archived <= ?
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_read_organisation_row = R"sql(
SELECT id, version, name, name_en, kind, phone, contact, address, district_id, archived
FROM organisations
WHERE id = ?)sql";

inline constexpr std::string_view k_add_organisation_row = R"sql(
INSERT INTO organisations (id, name, name_en, kind, phone, contact, address, district_id, archived)
VALUES {rows})sql";

inline constexpr std::string_view k_change_organisation_row = R"sql(
UPDATE organisations
SET name = ?, name_en = ?, kind = ?, phone = ?, contact = ?, address = ?, district_id = ?, archived = ?,
  version = version + 1
WHERE id = ?
  AND version = ?)sql";

inline constexpr std::string_view k_remove_organisation_row = R"sql(
UPDATE organisations
SET archived = 1, version = version + 1
WHERE id = ?
  AND version = ?)sql";

// --- contacts of all residents: read only ---

inline constexpr std::string_view k_list_contact_rows = R"sql(
SELECT c.id, 1, c.resident_id, r.name, c.name, c.relation, c.phone, c.language, c.has_key
FROM contacts c
JOIN residents r ON r.id = c.resident_id
WHERE c.id > ?
  AND r.archived <= ?
ORDER BY c.id
LIMIT ?)sql";

inline constexpr std::string_view k_read_contact_row = R"sql(
SELECT c.id, 1, c.resident_id, r.name, c.name, c.relation, c.phone, c.language, c.has_key
FROM contacts c
JOIN residents r ON r.id = c.resident_id
WHERE c.id = ?)sql";

// --- plans for narrower cases ---

inline constexpr std::string_view k_add_plan = R"sql(
INSERT INTO plans (id, name, resident_id, kind, district_id, priority, time, version)
VALUES {rows})sql";

inline constexpr std::string_view k_change_plan = R"sql(
UPDATE plans
SET name = ?, resident_id = ?, kind = ?, district_id = ?, priority = ?, time = ?, version = version + 1
WHERE id = ?
  AND version = ?)sql";

inline constexpr std::string_view k_remove_plan = R"sql(
DELETE FROM plans
WHERE id = ?
  AND version = ?)sql";

inline constexpr std::string_view k_clear_plan_steps = R"sql(
DELETE FROM plan_steps
WHERE plan_id = ?)sql";

inline constexpr std::string_view k_add_plan_steps = R"sql(
INSERT INTO plan_steps (plan_id, step, action, width, wait_ms, loudness)
VALUES {rows})sql";

inline constexpr std::string_view k_put_business_hours = R"sql(
INSERT INTO business_hours (id, utc_offset_min, from_min, to_min, days)
VALUES {rows}
ON DUPLICATE KEY UPDATE utc_offset_min = VALUES(utc_offset_min), from_min = VALUES(from_min), to_min = VALUES(to_min),
  days = VALUES(days))sql";

// --- audit ---

inline constexpr std::string_view k_list_audit = R"sql(
SELECT id, at_ms, who, what, subject, detail
FROM audit
WHERE id < ?
  AND at_ms >= ?
  AND at_ms < ?
  AND (? = '' OR who = ?)
  AND (? = '' OR what = ?)
  AND (? = '' OR subject = ?)
ORDER BY id DESC
LIMIT ?)sql";

}  // namespace lamplight::db
