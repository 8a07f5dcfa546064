-- The story of each incident, line by line. Service figures are computed from this alone.
CREATE TABLE history (
  id BIGINT NOT NULL AUTO_INCREMENT,
  incident_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_ms BIGINT NOT NULL,
  who VARCHAR(100) NOT NULL,
  what VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  worker_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  detail VARCHAR(4200) NOT NULL,
  PRIMARY KEY (id),
  KEY history_by_incident (incident_id, id),
  KEY history_by_time (at_ms)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
