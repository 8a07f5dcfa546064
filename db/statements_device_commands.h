// Statements about what is asked of devices and what they answer.
//
// Used by db/device_commands for the API and by db/readings for the monitor.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_add_device_command = R"sql(
INSERT INTO device_commands (id, device_id, what, body, who, sent_ms)
VALUES {rows})sql";

inline constexpr std::string_view k_list_device_commands = R"sql(
SELECT id, what, body, who, sent_ms, answered_ms, ok, answer
FROM device_commands
WHERE device_id = ?
  AND (sent_ms < ? OR (sent_ms = ? AND id < ?))
ORDER BY sent_ms DESC, id DESC
LIMIT ?)sql";

// The first answer stays; of a command that nobody gave, or another device was given, nothing is kept.
inline constexpr std::string_view k_answer_device_command = R"sql(
UPDATE device_commands
SET answered_ms = ?, ok = ?, answer = ?
WHERE id = ?
  AND device_id = ?
  AND answered_ms IS NULL)sql";

}  // namespace lamplight::db
