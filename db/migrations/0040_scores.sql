-- NEWS2 as it was recomputed: a row whenever the score or what it rests on changed, with its values.
CREATE TABLE scores (
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_ms BIGINT NOT NULL,
  least TINYINT NOT NULL,
  most TINYINT NOT NULL,
  response VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  decides VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  missing VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  computed_from VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (resident_id, at_ms),
  KEY scores_by_time (at_ms)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
