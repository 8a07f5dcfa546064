-- Who saw and did what. Hashes are filled in by the sealer, row after row.
CREATE TABLE audit (
  id BIGINT NOT NULL AUTO_INCREMENT,
  at_ms BIGINT NOT NULL,
  who VARCHAR(100) NOT NULL,
  what VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject VARCHAR(140) NOT NULL,
  detail VARCHAR(4200) NOT NULL,
  chain BINARY(32) NULL,
  PRIMARY KEY (id),
  KEY audit_by_time (at_ms),
  KEY audit_by_subject (subject, id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
