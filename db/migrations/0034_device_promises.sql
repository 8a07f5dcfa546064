-- When each device was last heard and what it had promised, so that a monitor's restart forgets neither.
CREATE TABLE device_promises (
  device_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  heard_ms BIGINT NOT NULL,
  promise_s INT NOT NULL,
  PRIMARY KEY (device_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
