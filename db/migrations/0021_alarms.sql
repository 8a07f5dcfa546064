-- The inbox: every alarm that was received, once. The primary key is I3.
CREATE TABLE alarms (
  device_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  alarm_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  generation INT NOT NULL,
  district_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind_text VARCHAR(64) NOT NULL,
  incident_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  device_ms BIGINT NULL,
  received_ms BIGINT NOT NULL,
  repeats INT NOT NULL,
  seq_base BIGINT NOT NULL,
  answerable TINYINT NOT NULL,
  flags VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  storm_district VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (device_id, alarm_id, generation),
  KEY alarms_by_receipt (received_ms),
  KEY alarms_by_incident (incident_id),
  KEY alarms_of_storm (storm_district, received_ms)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
