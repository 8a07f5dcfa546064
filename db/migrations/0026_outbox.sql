-- What homes are to be told. A row goes when the broker has taken the message.
CREATE TABLE outbox (
  device_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  alarm_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seq BIGINT NOT NULL,
  district_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_ms BIGINT NOT NULL,
  incident_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  worker VARCHAR(200) NOT NULL,
  eta_s INT NULL,
  reason VARCHAR(400) NOT NULL,
  due_ms BIGINT NOT NULL,
  PRIMARY KEY (device_id, alarm_id, seq, state),
  KEY outbox_by_due (due_ms)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
