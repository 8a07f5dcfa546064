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
  AND (? = '' OR district_id = ?)
  AND (? = '' OR name LIKE ?)
  AND archived <= ?
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_read_resident_record = R"sql(
SELECT id, name, district_id, lat, lon, born, gender, phone, language, language_wish, gender_wanted, gender_wish,
  high_risk, spo2_scale, mobility, archived, version, changed_ms, data_key_sealed, address_sealed, access_sealed,
  key_safe_sealed, clinical_sealed, notes_sealed
FROM residents
WHERE id = ?)sql";

inline constexpr std::string_view k_read_key_safe = R"sql(
SELECT data_key_sealed, key_safe_sealed
FROM residents
WHERE id = ?)sql";

inline constexpr std::string_view k_read_data_key = R"sql(
SELECT data_key_sealed, version
FROM residents
WHERE id = ?
FOR UPDATE)sql";

inline constexpr std::string_view k_list_contacts = R"sql(
SELECT id, name, relation, phone, language, has_key
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
INSERT INTO residents (id, name, district_id, lat, lon, born, gender, phone, language, language_wish, gender_wanted,
  gender_wish, high_risk, spo2_scale, mobility, archived, version, changed_ms, data_key_sealed, address_sealed,
  access_sealed, key_safe_sealed, clinical_sealed, notes_sealed)
VALUES {rows})sql";

inline constexpr std::string_view k_change_resident = R"sql(
UPDATE residents
SET name = ?, district_id = ?, lat = ?, lon = ?, born = ?, gender = ?, phone = ?, language = ?, language_wish = ?,
  gender_wanted = ?, gender_wish = ?, high_risk = ?, spo2_scale = ?, mobility = ?, archived = ?, version = ?,
  changed_ms = ?, address_sealed = ?, access_sealed = ?, clinical_sealed = ?, notes_sealed = ?
WHERE id = ?
  AND version = ?)sql";

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
INSERT INTO contacts (id, resident_id, ordinal, name, relation, phone, language, has_key)
VALUES {rows})sql";

}  // namespace lamplight::db
