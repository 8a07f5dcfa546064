-- The words that residents agree to, by version. Rows are added and never changed.
CREATE TABLE consent_texts (
  version VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  added_ms BIGINT NOT NULL,
  added_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (version)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
