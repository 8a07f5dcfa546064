-- Who was asked for which incident, and what they said.
CREATE TABLE offers (
  incident_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  worker_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  round INT NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_ms BIGINT NOT NULL,
  answered_ms BIGINT NULL,
  expires_ms BIGINT NOT NULL,
  eta_s INT NOT NULL,
  cost_s INT NOT NULL,
  distance_m INT NOT NULL,
  reasons VARCHAR(1000) NOT NULL,
  PRIMARY KEY (incident_id, worker_id, round),
  KEY offers_by_state (state, worker_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
