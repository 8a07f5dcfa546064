-- Photo and documents of a resident; name and content are sealed with her own key.
CREATE TABLE resident_files (
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  content_type VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  bytes BIGINT NOT NULL,
  added_ms BIGINT NOT NULL,
  who VARCHAR(100) NOT NULL,
  name_sealed VARBINARY(1000) NOT NULL,
  content_sealed LONGBLOB NOT NULL,
  PRIMARY KEY (resident_id, id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
