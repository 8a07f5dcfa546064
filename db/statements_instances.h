// Statements about the programs that run, and what waits in the database for them.
//
// Used by db/instances.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_put_instance = R"sql(
INSERT INTO instances (program, instance, started_ms, seen_ms, parts)
VALUES {rows}
ON DUPLICATE KEY UPDATE started_ms = VALUES(started_ms), seen_ms = VALUES(seen_ms), parts = VALUES(parts))sql";

inline constexpr std::string_view k_forget_instances = R"sql(
DELETE FROM instances
WHERE seen_ms < ?)sql";

inline constexpr std::string_view k_list_instances = R"sql(
SELECT program, instance, started_ms, seen_ms, parts
FROM instances
ORDER BY program DESC, instance)sql";

// Each count looks at this many rows at most: a page about health must not itself be a load.
inline constexpr std::string_view k_count_waiting = R"sql(
SELECT
  (SELECT COUNT(*) FROM (SELECT 1 FROM outbox LIMIT 10000) messages),
  (SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE due_ms < ? LIMIT 10000) late_messages),
  (SELECT COUNT(*) FROM (SELECT 1 FROM timers WHERE due_ms < ? LIMIT 10000) late_timers),
  (SELECT COUNT(*) FROM (SELECT 1 FROM incidents WHERE is_open = 1 LIMIT 10000) open_incidents),
  (SELECT COUNT(*) FROM (SELECT 1 FROM dead_letters LIMIT 10000) letters),
  VERSION())sql";

}  // namespace lamplight::db
