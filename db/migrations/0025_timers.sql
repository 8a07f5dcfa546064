-- When somebody must have acted on an incident. Claimed with SKIP LOCKED; one row an open incident.
CREATE TABLE timers (
  incident_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  due_ms BIGINT NOT NULL,
  PRIMARY KEY (incident_id),
  KEY timers_by_due (due_ms)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
