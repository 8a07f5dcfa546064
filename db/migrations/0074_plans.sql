-- Ladders for narrower cases than queue and priority; empty columns fit everything.
CREATE TABLE plans (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(200) NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  district_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  priority TINYINT NULL,
  time VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'any',
  version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  KEY plans_by_resident (resident_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
