-- What evidence calls for besides what its kind does. Empty columns fit everything; needs are codes, joined by commas.
CREATE TABLE evidence_rules (
  ordinal INT NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  beside VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  says VARCHAR(100) NOT NULL DEFAULT '',
  needs VARCHAR(1400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (ordinal)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
