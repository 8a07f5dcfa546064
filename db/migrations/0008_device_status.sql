-- The last heartbeat of each device. Written by the monitor only.
CREATE TABLE device_status (
  device_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_ms BIGINT NULL,
  received_ms BIGINT NOT NULL,
  online TINYINT NOT NULL,
  battery_pct INT NULL,
  mains TINYINT NULL,
  rssi_dbm INT NULL,
  firmware VARCHAR(64) NOT NULL DEFAULT '',
  next_within_s INT NULL,
  PRIMARY KEY (device_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
