// Statements about one resident's record, and lists of residents. Used by db/resident_records.
//
// What dispatch needs of all residents at once is read in db/directory.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_list_residents = R"sql(
SELECT id, name, district_id, lat, lon, born, gender, phone, language, high_risk, archived, version
FROM residents
WHERE id > ?
  AND (? = '' OR district_id IN (
    WITH RECURSIVE under AS (
      SELECT districts.id FROM districts WHERE districts.id = ?
      UNION SELECT lower.id FROM districts lower JOIN under ON lower.parent_id = under.id)
    SELECT under.id FROM under))
  AND (? = '' OR name_key LIKE ?)
  AND archived <= ?
ORDER BY id
LIMIT ?)sql";

// Rows whose writer did not say what searches compare.
inline constexpr std::string_view k_list_unkeyed_residents = R"sql(
SELECT id, name
FROM residents
WHERE name_key IS NULL
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_key_resident = R"sql(
UPDATE residents
SET name_key = ?
WHERE id = ?
  AND name = ?)sql";

inline constexpr std::string_view k_read_resident_record = R"sql(
SELECT id, name, district_id, lat, lon, born, gender, phone, language, language_wish, gender_wanted, gender_wish,
  high_risk, spo2_scale, mobility, archived, version, changed_ms, data_key_sealed, address_sealed, access_sealed,
  key_safe_sealed, clinical_sealed, notes_sealed, details_sealed, merged_into, erased_ms
FROM residents
WHERE id = ?)sql";

inline constexpr std::string_view k_read_key_safe = R"sql(
SELECT data_key_sealed, key_safe_sealed
FROM residents
WHERE id = ?)sql";

inline constexpr std::string_view k_lock_data_key = R"sql(
SELECT data_key_sealed, version
FROM residents
WHERE id = ?
FOR UPDATE)sql";

inline constexpr std::string_view k_list_contacts = R"sql(
SELECT id, name, relation, phone, language, has_key, email, channel
FROM contacts
WHERE resident_id = ?
ORDER BY ordinal)sql";

inline constexpr std::string_view k_list_resident_devices = R"sql(
SELECT id
FROM devices
WHERE resident_id = ?
  AND retired = 0
ORDER BY id)sql";

inline constexpr std::string_view k_add_resident = R"sql(
INSERT INTO residents (id, data_key_sealed, key_safe_sealed, name, district_id, lat, lon, born, gender, phone, language,
  language_wish, gender_wanted, gender_wish, high_risk, spo2_scale, mobility, archived, version, changed_ms,
  address_sealed, access_sealed, clinical_sealed, notes_sealed, details_sealed, name_key)
VALUES {rows})sql";

inline constexpr std::string_view k_change_resident = R"sql(
UPDATE residents
SET name = ?, district_id = ?, lat = ?, lon = ?, born = ?, gender = ?, phone = ?, language = ?, language_wish = ?,
  gender_wanted = ?, gender_wish = ?, high_risk = ?, spo2_scale = ?, mobility = ?, archived = ?, version = ?,
  changed_ms = ?, address_sealed = ?, access_sealed = ?, clinical_sealed = ?, notes_sealed = ?,
  details_sealed = ?, name_key = ?
WHERE id = ?
  AND version = ?)sql";

// --- every version of a record ---

inline constexpr std::string_view k_has_resident_version = R"sql(
SELECT 1
FROM resident_versions
WHERE resident_id = ?
  AND version = ?)sql";

inline constexpr std::string_view k_add_resident_version = R"sql(
INSERT INTO resident_versions (resident_id, version, at_ms, who, record_sealed)
VALUES {rows})sql";

inline constexpr std::string_view k_list_resident_versions = R"sql(
SELECT version, at_ms, who, record_sealed
FROM resident_versions
WHERE resident_id = ?
  AND version < ?
ORDER BY version DESC
LIMIT ?)sql";

inline constexpr std::string_view k_change_key_safe = R"sql(
UPDATE residents
SET key_safe_sealed = ?
WHERE id = ?)sql";

inline constexpr std::string_view k_clear_resident_needs = R"sql(
DELETE FROM resident_needs
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_add_resident_needs = R"sql(
INSERT INTO resident_needs (resident_id, skill)
VALUES {rows})sql";

inline constexpr std::string_view k_clear_resident_workers = R"sql(
DELETE FROM resident_workers
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_add_resident_workers = R"sql(
INSERT INTO resident_workers (resident_id, worker_id, relation)
VALUES {rows})sql";

inline constexpr std::string_view k_clear_contacts = R"sql(
DELETE FROM contacts
WHERE resident_id = ?)sql";

inline constexpr std::string_view k_add_contacts = R"sql(
INSERT INTO contacts (id, resident_id, ordinal, name, relation, phone, language, has_key, email, channel)
VALUES {rows})sql";

}  // namespace lamplight::db
