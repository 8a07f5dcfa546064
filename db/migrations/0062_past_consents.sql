-- Every consent that another one or a withdrawal has replaced, as it stood.
CREATE TABLE past_consents (
  user_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  relation VARCHAR(40) NOT NULL,
  sees_status TINYINT NOT NULL,
  sees_incidents TINYINT NOT NULL,
  sees_vitals TINYINT NOT NULL,
  sees_location TINYINT NOT NULL,
  agreed_ms BIGINT NOT NULL,
  withdrawn_ms BIGINT NULL,
  given_by VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  proxy VARCHAR(200) NOT NULL,
  text_version VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  recorded_by VARCHAR(100) NOT NULL,
  PRIMARY KEY (resident_id, user_id, version)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
