-- Readings of residents, rolled up per hour of UTC. They outlive the readings themselves.
CREATE TABLE readings_hourly (
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_ms BIGINT NOT NULL,
  count BIGINT NOT NULL,
  total DOUBLE NOT NULL,
  least DOUBLE NOT NULL,
  most DOUBLE NOT NULL,
  PRIMARY KEY (resident_id, name, at_ms),
  KEY readings_hourly_by_time (at_ms)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
