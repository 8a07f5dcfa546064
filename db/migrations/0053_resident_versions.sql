-- Every version of a record, sealed with the resident's own key: gone with it.
CREATE TABLE resident_versions (
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  who VARCHAR(100) NOT NULL,
  record_sealed MEDIUMBLOB NOT NULL,
  PRIMARY KEY (resident_id, version)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
