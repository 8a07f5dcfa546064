// Statements about what homes measure, how their devices are, and what could not be read.
//
// Used by db/readings, on sessions of their own: telemetry never delays an alarm (I7).
#pragma once

#include <string_view>

namespace lamplight::db {

// IGNORE passes over known keys and nothing else: values are checked before (devices/decode).
inline constexpr std::string_view k_insert_readings = R"sql(
INSERT IGNORE INTO readings (device_id, name, at_ms, value, received_ms, resident_id)
VALUES {rows})sql";

// The latest by receipt stays. received_ms is assigned last, because the others look at it.
inline constexpr std::string_view k_put_device_status = R"sql(
INSERT INTO device_status (device_id, at_ms, received_ms, online, battery_pct, mains, rssi_dbm, firmware,
  next_within_s)
VALUES {rows}
ON DUPLICATE KEY UPDATE
  at_ms = IF(VALUES(received_ms) >= device_status.received_ms, VALUES(at_ms), at_ms),
  online = IF(VALUES(received_ms) >= device_status.received_ms, VALUES(online), online),
  battery_pct = IF(VALUES(received_ms) >= device_status.received_ms, VALUES(battery_pct), battery_pct),
  mains = IF(VALUES(received_ms) >= device_status.received_ms, VALUES(mains), mains),
  rssi_dbm = IF(VALUES(received_ms) >= device_status.received_ms, VALUES(rssi_dbm), rssi_dbm),
  firmware = IF(VALUES(received_ms) >= device_status.received_ms, VALUES(firmware), firmware),
  next_within_s = IF(VALUES(received_ms) >= device_status.received_ms, VALUES(next_within_s), next_within_s),
  received_ms = GREATEST(VALUES(received_ms), device_status.received_ms))sql";

inline constexpr std::string_view k_insert_dead_letters = R"sql(
INSERT INTO dead_letters (topic, reason, raw, received_ms)
VALUES {rows})sql";

// --- partitions, one a day ---

inline constexpr std::string_view k_select_reading_partitions = R"sql(
SELECT partition_name, partition_description
FROM information_schema.partitions
WHERE table_schema = DATABASE()
  AND table_name = 'readings'
ORDER BY partition_ordinal_position)sql";

// DDL takes no parameters: `{partitions}` and `{names}` are written by db/partitions from numbers alone.
inline constexpr std::string_view k_split_last_reading_partition = R"sql(
ALTER TABLE readings
REORGANIZE PARTITION p_later INTO ({partitions}))sql";

inline constexpr std::string_view k_drop_reading_partitions = R"sql(
ALTER TABLE readings
DROP PARTITION {names})sql";

}  // namespace lamplight::db
