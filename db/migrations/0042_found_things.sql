-- Things that spoke through a household's bridge: offered for registration under device_id until that is in the register.
CREATE TABLE found_things (
  device_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  bridge_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  district_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  language VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  thing VARCHAR(128) NOT NULL,
  about VARCHAR(200) NOT NULL,
  says VARCHAR(200) NOT NULL,
  first_ms BIGINT NOT NULL,
  last_ms BIGINT NOT NULL,
  PRIMARY KEY (device_id),
  KEY found_things_by_time (last_ms)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
