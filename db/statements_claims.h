// Statements about desks and what they have claimed. Used by db/claims.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_put_desks = R"sql(
INSERT INTO desks (user_id, seen_ms)
VALUES {rows}
ON DUPLICATE KEY UPDATE seen_ms = GREATEST(desks.seen_ms, VALUES(seen_ms)))sql";

// What is claimed by somebody of whom nothing has been heard since a time.
inline constexpr std::string_view k_list_silent_claims = R"sql(
SELECT i.id, i.acknowledged_by
FROM incidents i
LEFT JOIN desks d ON d.user_id = i.acknowledged_by
WHERE i.is_open = 1
  AND i.acknowledged_by <> ''
  AND COALESCE(d.seen_ms, i.acknowledged_ms) < ?
ORDER BY i.id
LIMIT 200)sql";

}  // namespace lamplight::db
