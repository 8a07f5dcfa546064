// Statements about everything that is kept of one person: handing it over, destroying it, moving it to her other
// record; and photo and documents. Used by db/person_file, db/resident_erasure, db/resident_merge, db/resident_files.
#pragma once

#include <string_view>

namespace lamplight::db {

// --- everything about one person, in the columns that db/person_file names ---

inline constexpr std::string_view k_export_consents = R"sql(
SELECT u.name, l.relation, l.sees_status, l.sees_incidents, l.sees_vitals, l.sees_location, l.agreed_ms, l.withdrawn_ms
FROM family_links l
JOIN users u ON u.id = l.user_id
WHERE l.resident_id = ?
ORDER BY l.agreed_ms)sql";

// What she agreed to before, and has changed or withdrawn since.
inline constexpr std::string_view k_export_past_consents = R"sql(
SELECT u.name, p.relation, p.sees_status, p.sees_incidents, p.sees_vitals, p.sees_location, p.agreed_ms, p.withdrawn_ms
FROM past_consents p
LEFT JOIN users u ON u.id = p.user_id
WHERE p.resident_id = ?
ORDER BY p.agreed_ms, p.user_id, p.version)sql";

inline constexpr std::string_view k_export_glass = R"sql(
SELECT g.broken_ms, g.until_ms, u.name, g.reason, g.reviewed_ms, g.review_note
FROM glass_breaks g
LEFT JOIN users u ON u.id = g.user_id
WHERE g.resident_id = ?
ORDER BY g.broken_ms, g.id)sql";

inline constexpr std::string_view k_export_plans = R"sql(
SELECT p.id, p.name, p.kind, p.time, s.step, s.action, s.width, s.wait_ms
FROM plans p
JOIN plan_steps s ON s.plan_id = p.id
WHERE p.resident_id = ?
ORDER BY p.id, s.step)sql";

inline constexpr std::string_view k_export_messages = R"sql(
SELECT m.incident_id, m.at_ms, m.recipient, m.name, m.address, m.about, m.channel, m.state, m.sent_ms, m.delivered_ms
FROM messages m
JOIN incidents i ON i.id = m.incident_id
WHERE i.resident_id = ?
ORDER BY m.at_ms, m.id)sql";

inline constexpr std::string_view k_export_devices = R"sql(
SELECT id, model, room, district_id, retired
FROM devices
WHERE resident_id = ?
ORDER BY id)sql";

inline constexpr std::string_view k_export_care_plan = R"sql(
SELECT version, changed_ms, plan
FROM care_plans
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_export_incidents = R"sql(
SELECT id, kind, priority, state, opened_ms, ended_ms, outcome
FROM incidents
WHERE resident_id = ?
ORDER BY opened_ms, id)sql";

inline constexpr std::string_view k_export_history = R"sql(
SELECT h.incident_id, h.at_ms, h.what, h.who, h.detail
FROM history h
JOIN incidents i ON i.id = h.incident_id
WHERE i.resident_id = ?
ORDER BY h.id)sql";

inline constexpr std::string_view k_export_evidence = R"sql(
SELECT e.incident_id, e.at_ms, e.source, e.device_id, e.alarm_id, e.kind_text, e.text
FROM evidence e
JOIN incidents i ON i.id = e.incident_id
WHERE i.resident_id = ?
ORDER BY e.id)sql";

inline constexpr std::string_view k_export_readings = R"sql(
SELECT at_ms, name, value, device_id
FROM readings
WHERE resident_id = ?
ORDER BY at_ms DESC
LIMIT 50000)sql";

inline constexpr std::string_view k_export_days = R"sql(
SELECT at_ms, name, count, total, least, most
FROM readings_daily
WHERE resident_id = ?
ORDER BY at_ms, name)sql";

inline constexpr std::string_view k_export_scores = R"sql(
SELECT at_ms, least, most, response
FROM scores
WHERE resident_id = ?
ORDER BY at_ms DESC
LIMIT 50000)sql";

inline constexpr std::string_view k_export_files = R"sql(
SELECT id, kind, content_type, bytes, added_ms
FROM resident_files
WHERE resident_id = ?
ORDER BY added_ms, id)sql";

inline constexpr std::string_view k_export_audit = R"sql(
SELECT at_ms, who, what, detail
FROM audit
WHERE subject = ?
ORDER BY id)sql";

// --- erasure ---

inline constexpr std::string_view k_find_open_incident = R"sql(
SELECT id
FROM incidents
WHERE resident_id = ?
  AND is_open = 1
LIMIT 1)sql";

// Her key goes, and with it every sealed column wherever it was copied with the key still sealed in it. What the
// town counts stays: a row without a name, in her district's middle.
inline constexpr std::string_view k_erase_resident = R"sql(
UPDATE residents r
JOIN districts d ON d.id = r.district_id
SET r.data_key_sealed = '', r.address_sealed = '', r.access_sealed = '', r.key_safe_sealed = '',
  r.clinical_sealed = '', r.notes_sealed = '', r.details_sealed = NULL, r.name = '', r.name_key = '',
  r.lat = d.lat, r.lon = d.lon, r.born = NULL, r.gender = '', r.phone = '', r.language = '',
  r.language_wish = 'none', r.gender_wanted = '', r.gender_wish = 'none', r.mobility = '', r.high_risk = 0,
  r.archived = 1, r.erased_ms = ?, r.changed_ms = ?, r.version = r.version + 1
WHERE r.id = ?
  AND r.erased_ms IS NULL)sql";

inline constexpr std::string_view k_erase_versions = R"sql(
DELETE FROM resident_versions
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_erase_files = R"sql(
DELETE FROM resident_files
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_erase_visit_photos = R"sql(
DELETE FROM incident_photos
WHERE resident_id = ?)sql";

// Records of the same person that ended in this one.
inline constexpr std::string_view k_list_merged = R"sql(
SELECT id
FROM residents
WHERE merged_into = ?
  AND erased_ms IS NULL)sql";

inline constexpr std::string_view k_erase_family_links = R"sql(
DELETE FROM family_links
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_erase_past_consents = R"sql(
DELETE FROM past_consents
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_erase_glass_words = R"sql(
UPDATE glass_breaks
SET reason = '', review_note = ''
WHERE resident_id = ?)sql";

// A plan of her own; the town's speak of nobody.
inline constexpr std::string_view k_erase_plan_steps = R"sql(
DELETE FROM plan_steps
WHERE plan_id IN (SELECT p.id FROM plans p WHERE p.resident_id = ?))sql";

inline constexpr std::string_view k_erase_plans = R"sql(
DELETE FROM plans
WHERE resident_id = ?)sql";

// To whom and when stays; addresses, names and reasons go.
inline constexpr std::string_view k_erase_messages = R"sql(
UPDATE messages m
JOIN incidents i ON i.id = m.incident_id
SET m.address = '', m.name = '', m.reason = ''
WHERE i.resident_id = ?)sql";

inline constexpr std::string_view k_erase_care_plan = R"sql(
DELETE FROM care_plans
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_erase_readings = R"sql(
DELETE FROM readings
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_erase_hours = R"sql(
DELETE FROM readings_hourly
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_erase_days = R"sql(
DELETE FROM readings_daily
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_erase_scores = R"sql(
DELETE FROM scores
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_erase_mornings = R"sql(
DELETE FROM mornings
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_erase_findings = R"sql(
DELETE FROM findings
WHERE subject = ?)sql";

inline constexpr std::string_view k_erase_evidence = R"sql(
UPDATE evidence e
JOIN incidents i ON i.id = e.incident_id
SET e.text = '', e.raw = ''
WHERE i.resident_id = ?)sql";

// Free words, and the names of those who were written to; whom, when and what stay, which is all that figures are made of.
inline constexpr std::string_view k_erase_words = R"sql(
UPDATE history h
JOIN incidents i ON i.id = h.incident_id
SET h.detail = ''
WHERE i.resident_id = ?
  AND (h.what IN ('note', 'raised', 'cancelled', 'declined', 'resolved', 'closed') OR h.what LIKE 'message%'))sql";

inline constexpr std::string_view k_erase_incident_places = R"sql(
UPDATE incidents
SET lat = NULL, lon = NULL
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_free_devices = R"sql(
UPDATE devices
SET resident_id = NULL, room = '', call_back = '', changed_ms = ?, version = version + 1
WHERE resident_id = ?)sql";

// --- merging: what belongs to the second record belongs to the first ---

inline constexpr std::string_view k_move_devices = R"sql(
UPDATE devices
SET resident_id = ?, changed_ms = ?, version = version + 1
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_move_incidents = R"sql(
UPDATE incidents
SET resident_id = ?
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_move_readings = R"sql(
UPDATE readings
SET resident_id = ?
WHERE resident_id = ?)sql";

// Where both have one the first record's stays.
inline constexpr std::string_view k_move_family_links = R"sql(
UPDATE IGNORE family_links
SET resident_id = ?
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_move_care_plan = R"sql(
UPDATE IGNORE care_plans
SET resident_id = ?
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_move_hours = R"sql(
UPDATE IGNORE readings_hourly
SET resident_id = ?
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_move_days = R"sql(
UPDATE IGNORE readings_daily
SET resident_id = ?
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_move_scores = R"sql(
UPDATE IGNORE scores
SET resident_id = ?
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_archive_merged = R"sql(
UPDATE residents
SET archived = 1, merged_into = ?, changed_ms = ?, version = version + 1
WHERE id = ?)sql";

// --- photo and documents ---

inline constexpr std::string_view k_add_resident_file = R"sql(
INSERT INTO resident_files (resident_id, id, kind, content_type, bytes, added_ms, who, name_sealed, content_sealed)
VALUES {rows})sql";

inline constexpr std::string_view k_list_resident_files = R"sql(
SELECT id, kind, content_type, bytes, added_ms, who, name_sealed
FROM resident_files
WHERE resident_id = ?
ORDER BY added_ms DESC, id)sql";

inline constexpr std::string_view k_read_resident_file = R"sql(
SELECT kind, content_type, bytes, added_ms, who, name_sealed, content_sealed
FROM resident_files
WHERE resident_id = ?
  AND id = ?)sql";

inline constexpr std::string_view k_remove_resident_file = R"sql(
DELETE FROM resident_files
WHERE resident_id = ?
  AND id = ?)sql";

// A new photo takes the place of the old one.
inline constexpr std::string_view k_remove_resident_photo = R"sql(
DELETE FROM resident_files
WHERE resident_id = ?
  AND kind = 'photo')sql";

// --- a new master key: the small keys are sealed anew, row by row ---

inline constexpr std::string_view k_list_data_keys = R"sql(
SELECT id, data_key_sealed
FROM residents
WHERE id > ?
  AND data_key_sealed <> ''
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_reseal_data_key = R"sql(
UPDATE residents
SET data_key_sealed = ?
WHERE id = ?
  AND data_key_sealed = ?)sql";

// Photographs of a visit to nobody's home have no other key.
inline constexpr std::string_view k_list_master_photos = R"sql(
SELECT id, jpeg_sealed
FROM incident_photos
WHERE id > ?
  AND resident_id IS NULL
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_reseal_photo = R"sql(
UPDATE incident_photos
SET jpeg_sealed = ?
WHERE id = ?
  AND jpeg_sealed = ?)sql";

inline constexpr std::string_view k_list_webhook_secrets = R"sql(
SELECT id, secret_sealed
FROM webhooks
WHERE id > ?
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_reseal_webhook_secret = R"sql(
UPDATE webhooks
SET secret_sealed = ?
WHERE id = ?
  AND secret_sealed = ?)sql";

inline constexpr std::string_view k_list_second_factors = R"sql(
SELECT id, totp_sealed
FROM users
WHERE id > ?
  AND totp_sealed IS NOT NULL
  AND totp_sealed <> ''
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_reseal_second_factor = R"sql(
UPDATE users
SET totp_sealed = ?
WHERE id = ?
  AND totp_sealed = ?)sql";

inline constexpr std::string_view k_list_begun_factors = R"sql(
SELECT id, totp_pending_sealed
FROM users
WHERE id > ?
  AND totp_pending_sealed IS NOT NULL
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_reseal_begun_factor = R"sql(
UPDATE users
SET totp_pending_sealed = ?
WHERE id = ?
  AND totp_pending_sealed = ?)sql";

inline constexpr std::string_view k_list_phones = R"sql(
SELECT id, phone_sealed
FROM users
WHERE id > ?
  AND phone_sealed IS NOT NULL
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_reseal_phone = R"sql(
UPDATE users
SET phone_sealed = ?
WHERE id = ?
  AND phone_sealed = ?)sql";

}  // namespace lamplight::db
