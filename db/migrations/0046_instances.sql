-- Which programs run, since when, when each was last alive, and how full its queues were then.
CREATE TABLE instances (
  program VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  instance VARCHAR(64) NOT NULL,
  started_ms BIGINT NOT NULL,
  seen_ms BIGINT NOT NULL,
  parts VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (program, instance)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
