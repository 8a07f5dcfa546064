// Statements about photographs of visits. Used by db/photos.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_read_photo_owner = R"sql(
SELECT incident_id, who, taken_ms, added_ms
FROM incident_photos
WHERE id = ?)sql";

inline constexpr std::string_view k_count_photos = R"sql(
SELECT COUNT(*)
FROM incident_photos
WHERE incident_id = ?)sql";

inline constexpr std::string_view k_add_photo = R"sql(
INSERT INTO incident_photos (id, incident_id, resident_id, who, taken_ms, added_ms, jpeg_sealed)
VALUES {rows})sql";

inline constexpr std::string_view k_list_photos = R"sql(
SELECT p.id, p.who, p.taken_ms, p.added_ms, p.jpeg_sealed, p.resident_id, r.data_key_sealed, u.name
FROM incident_photos p
LEFT JOIN residents r ON r.id = p.resident_id
LEFT JOIN users u ON u.id = p.who
WHERE p.incident_id = ?
ORDER BY p.taken_ms, p.id)sql";

}  // namespace lamplight::db
