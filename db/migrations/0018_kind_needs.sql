-- Skills that a kind of alarm calls for.
CREATE TABLE kind_needs (
  kind VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  skill VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (kind, skill)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
