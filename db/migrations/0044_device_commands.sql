-- What people have asked of devices, and what these answered. The id is the one on the topics.
CREATE TABLE device_commands (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  device_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  what VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  body VARCHAR(2000) NOT NULL,
  who VARCHAR(64) NOT NULL,
  sent_ms BIGINT NOT NULL,
  answered_ms BIGINT NULL,
  ok BOOLEAN NULL,
  answer VARCHAR(1000) NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  KEY device_commands_by_device (device_id, sent_ms, id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
