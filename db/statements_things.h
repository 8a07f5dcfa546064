// Statements about things behind bridges that nobody has registered, and about dead letters.
//
// Used by db/found_things (the monitor writes, the API reads) and db/dead_letters.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_put_found_things = R"sql(
INSERT INTO found_things (device_id, bridge_id, district_id, language, thing, about, says, first_ms, last_ms)
VALUES {rows}
ON DUPLICATE KEY UPDATE
  about = IF(VALUES(about) = '', about, VALUES(about)),
  says = IF(VALUES(says) = '', says, VALUES(says)),
  district_id = VALUES(district_id),
  last_ms = GREATEST(VALUES(last_ms), last_ms))sql";

// Whoever registers it: where its bridge hangs.
inline constexpr std::string_view k_find_found_thing = R"sql(
SELECT f.device_id, f.bridge_id, b.resident_id, f.district_id, f.language, f.thing, f.about, f.says, f.first_ms,
  f.last_ms
FROM found_things f
LEFT JOIN devices b ON b.id = f.bridge_id AND b.retired = 0
WHERE f.device_id = ?)sql";

inline constexpr std::string_view k_list_found_things = R"sql(
SELECT f.device_id, f.bridge_id, b.resident_id, f.district_id, f.language, f.thing, f.about, f.says, f.first_ms,
  f.last_ms
FROM found_things f
LEFT JOIN devices b ON b.id = f.bridge_id AND b.retired = 0
LEFT JOIN devices d ON d.id = f.device_id AND d.retired = 0
WHERE d.id IS NULL
  AND f.device_id > ?
ORDER BY f.device_id
LIMIT ?)sql";

inline constexpr std::string_view k_list_dead_letters = R"sql(
SELECT id, received_ms, topic, reason, raw, retry_ms
FROM dead_letters
WHERE id < ?
ORDER BY id DESC
LIMIT ?)sql";

inline constexpr std::string_view k_find_dead_letter = R"sql(
SELECT id, received_ms, topic, reason, raw, retry_ms
FROM dead_letters
WHERE id = ?)sql";

inline constexpr std::string_view k_retry_dead_letter = R"sql(
UPDATE dead_letters
SET retry_ms = ?
WHERE id = ?)sql";

inline constexpr std::string_view k_list_letters_to_retry = R"sql(
SELECT id, received_ms, topic, reason, raw, retry_ms
FROM dead_letters
WHERE retry_ms IS NOT NULL
ORDER BY retry_ms, id
LIMIT ?)sql";

inline constexpr std::string_view k_delete_dead_letter = R"sql(
DELETE FROM dead_letters
WHERE id = ?)sql";

inline constexpr std::string_view k_delete_old_dead_letters = R"sql(
DELETE FROM dead_letters
WHERE received_ms < ?
LIMIT 10000)sql";

}  // namespace lamplight::db
