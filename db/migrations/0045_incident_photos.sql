-- What a care worker has photographed on a visit, sealed with the resident's own key (without a resident, the master's).
CREATE TABLE incident_photos (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  incident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  who VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  taken_ms BIGINT NOT NULL,
  added_ms BIGINT NOT NULL,
  jpeg_sealed MEDIUMBLOB NOT NULL,
  PRIMARY KEY (id),
  KEY incident_photos_by_incident (incident_id, taken_ms, id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
