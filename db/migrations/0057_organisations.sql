-- Who else serves the town: hospitals, kitchens, repairers, the police station.
CREATE TABLE organisations (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(200) NOT NULL,
  name_en VARCHAR(200) NOT NULL DEFAULT '',
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  phone VARCHAR(40) NOT NULL DEFAULT '',
  contact VARCHAR(200) NOT NULL DEFAULT '',
  address VARCHAR(400) NOT NULL DEFAULT '',
  district_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  archived TINYINT NOT NULL DEFAULT 0,
  version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
