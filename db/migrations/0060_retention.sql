-- How long each class of data is kept, in days; null: for ever. A class without a row is kept for ever.
CREATE TABLE retention (
  class VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  days INT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  changed_ms BIGINT NOT NULL,
  PRIMARY KEY (class)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
