-- The minute of a resident's first motion of each of the town's days: her habit of getting up.
CREATE TABLE mornings (
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day INT NOT NULL,
  minute SMALLINT NOT NULL,
  PRIMARY KEY (resident_id, day)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
