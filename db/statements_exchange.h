// Statements of what other departments' systems ask for. Used by db/exchange_views.
#pragma once

#include <string_view>

namespace lamplight::db {

inline constexpr std::string_view k_exchange_devices = R"sql(
SELECT d.id, d.resident_id, d.model, d.room, d.retired, s.firmware
FROM devices d
LEFT JOIN device_status s ON s.device_id = d.id
WHERE d.id > ?
  AND (? = '' OR d.id = ?)
  AND (? = '' OR d.resident_id = ?)
ORDER BY d.id
LIMIT ?)sql";

inline constexpr std::string_view k_exchange_incidents = R"sql(
SELECT i.id, i.resident_id, i.state, i.kind, i.priority, i.opened_ms, i.ended_ms, i.worker_id, w.name
FROM incidents i
LEFT JOIN workers w ON w.id = i.worker_id
WHERE i.id > ?
  AND i.resident_id IS NOT NULL
  AND i.test = 0
  AND (? = '' OR i.id = ?)
  AND (? = '' OR i.resident_id = ?)
  AND i.opened_ms >= ?
  AND i.opened_ms < ?
ORDER BY i.id
LIMIT ?)sql";

inline constexpr std::string_view k_exchange_flags = R"sql(
SELECT id, changed_ms
FROM residents
WHERE id > ?
  AND high_risk = 1
  AND archived = 0
  AND (? = '' OR id = ?)
ORDER BY id
LIMIT ?)sql";

inline constexpr std::string_view k_exchange_reading = R"sql(
SELECT resident_id, value
FROM readings
WHERE device_id = ?
  AND name = ?
  AND at_ms = ?)sql";

}  // namespace lamplight::db
