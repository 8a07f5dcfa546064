-- Care workers: who they are, whether they are on duty, where they were last seen.
CREATE TABLE workers (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(200) NOT NULL,
  phone VARCHAR(40) NOT NULL DEFAULT '',
  gender VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  languages VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  on_duty TINYINT NOT NULL DEFAULT 0,
  lat DOUBLE NULL,
  lon DOUBLE NULL,
  accuracy_m DOUBLE NOT NULL DEFAULT 0,
  position_ms BIGINT NOT NULL DEFAULT 0,
  archived TINYINT NOT NULL DEFAULT 0,
  version BIGINT NOT NULL DEFAULT 1,
  changed_ms BIGINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
