-- Rehearsals of the whole path, from a home to the desk to a care worker's phone, with how long each step took.
CREATE TABLE drills (
  id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  device_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  worker_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  due_ms BIGINT NOT NULL,
  who VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  failed_at VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  incident_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  asked_ms BIGINT NULL,
  received_ms BIGINT NULL,
  desk_ms BIGINT NULL,
  offered_ms BIGINT NULL,
  phone_ms BIGINT NULL,
  ended_ms BIGINT NULL,
  PRIMARY KEY (id),
  KEY drills_by_state (state, due_ms),
  KEY drills_by_time (due_ms, id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
