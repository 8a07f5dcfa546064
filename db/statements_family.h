// Statements about relatives: what a resident lets them see, and how she is. Used by db/family_views.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_list_links_of_users = R"sql(
SELECT l.user_id, l.resident_id, l.relation, l.sees_status, l.sees_incidents, l.sees_vitals, l.sees_location, l.agreed_ms,
  r.name
FROM family_links l
JOIN residents r ON r.id = l.resident_id
WHERE l.withdrawn_ms IS NULL
  AND r.archived = 0
  AND l.user_id IN {in}
ORDER BY l.user_id, l.resident_id)sql";

inline constexpr std::string_view k_list_links_to_residents = R"sql(
SELECT l.user_id, l.resident_id, l.relation, l.sees_status, l.sees_incidents, l.sees_vitals, l.sees_location, l.agreed_ms,
  r.name
FROM family_links l
JOIN residents r ON r.id = l.resident_id
WHERE l.withdrawn_ms IS NULL
  AND r.archived = 0
  AND l.resident_id IN {in})sql";

// The open incidents of a resident that concern her relatives, most urgent first; then the latest that ended.
inline constexpr std::string_view k_list_incidents_of_residents = R"sql(
SELECT resident_id, id
FROM incidents
WHERE is_open = 1
  AND test = 0
  AND queue <> 'technical'
  AND resident_id IN {in}
ORDER BY priority, opened_ms, id)sql";

inline constexpr std::string_view k_find_last_ended = R"sql(
SELECT ended_ms, outcome
FROM incidents
WHERE resident_id = ?
  AND is_open = 0
  AND test = 0
  AND queue <> 'technical'
ORDER BY ended_ms DESC, id
LIMIT 1)sql";

// Residents of whose devices none has kept its promise since a time, and when the last of them was heard.
inline constexpr std::string_view k_list_unheard = R"sql(
SELECT d.resident_id, MAX(p.heard_ms)
FROM devices d
JOIN device_promises p ON p.device_id = d.id
WHERE d.retired = 0
  AND p.promise_s > 0
  AND d.resident_id IN {in}
GROUP BY d.resident_id
HAVING MAX(p.heard_ms + 1000 * p.promise_s) < ?)sql";

inline constexpr std::string_view k_list_recent_incidents = R"sql(
SELECT id
FROM incidents
WHERE resident_id = ?
  AND test = 0
  AND queue <> 'technical'
ORDER BY opened_ms DESC, id DESC
LIMIT ?)sql";

}  // namespace lamplight::db
