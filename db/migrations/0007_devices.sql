-- What speaks for a home at the broker; the id is the broker's user name.
CREATE TABLE devices (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  district_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  model VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  room VARCHAR(40) NOT NULL DEFAULT '',
  interval_s INT NOT NULL DEFAULT 900,
  call_back VARCHAR(100) NOT NULL DEFAULT '',
  retired TINYINT NOT NULL DEFAULT 0,
  version BIGINT NOT NULL DEFAULT 1,
  changed_ms BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY devices_by_resident (resident_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
