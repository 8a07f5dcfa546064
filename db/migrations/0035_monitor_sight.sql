-- Until when each monitor has seen, and since when it sees again: what it was blind for is said once.
CREATE TABLE monitor_sight (
  instance VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seen_ms BIGINT NOT NULL,
  blind_from_ms BIGINT NULL,
  blind_to_ms BIGINT NULL,
  blind_why VARCHAR(100) NOT NULL DEFAULT '',
  PRIMARY KEY (instance)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
