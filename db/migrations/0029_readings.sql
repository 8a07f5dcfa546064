-- Measurements, a partition a day (the monitor makes and drops them). A resident's day stays together.
CREATE TABLE readings (
  device_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_ms BIGINT NOT NULL,
  value DOUBLE NOT NULL,
  received_ms BIGINT NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (device_id, name, at_ms),
  KEY readings_by_resident (resident_id, name, at_ms)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
PARTITION BY RANGE (at_ms) (
  PARTITION p_before VALUES LESS THAN (946684800000),
  PARTITION p_later VALUES LESS THAN MAXVALUE
);
