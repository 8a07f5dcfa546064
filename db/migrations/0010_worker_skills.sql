-- A care worker's skills; expired ones do not count.
CREATE TABLE worker_skills (
  worker_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  skill VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  expires_ms BIGINT NULL,
  PRIMARY KEY (worker_id, skill)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
