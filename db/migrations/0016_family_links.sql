-- What a resident has agreed that a relative may see.
CREATE TABLE family_links (
  user_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  relation VARCHAR(40) NOT NULL,
  sees_status TINYINT NOT NULL DEFAULT 1,
  sees_incidents TINYINT NOT NULL DEFAULT 0,
  sees_vitals TINYINT NOT NULL DEFAULT 0,
  sees_location TINYINT NOT NULL DEFAULT 0,
  agreed_ms BIGINT NOT NULL,
  withdrawn_ms BIGINT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (user_id, resident_id),
  KEY family_links_by_resident (resident_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
