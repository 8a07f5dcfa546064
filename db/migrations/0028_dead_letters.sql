-- Messages that could not be read and were no alarms, with the reason.
CREATE TABLE dead_letters (
  id BIGINT NOT NULL AUTO_INCREMENT,
  topic VARCHAR(300) NOT NULL,
  reason VARCHAR(400) NOT NULL,
  raw MEDIUMBLOB NOT NULL,
  received_ms BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY dead_letters_by_time (received_ms)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
