-- What speaks for an incident: alarms, findings, words. Raw bytes of what could not be read.
CREATE TABLE evidence (
  id BIGINT NOT NULL AUTO_INCREMENT,
  incident_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_ms BIGINT NOT NULL,
  source VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  device_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  alarm_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind_text VARCHAR(64) NOT NULL,
  text VARCHAR(2000) NOT NULL,
  raw BLOB NOT NULL,
  PRIMARY KEY (id),
  KEY evidence_by_incident (incident_id, id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
