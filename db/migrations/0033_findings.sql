-- What the monitor has noticed and a home's alarm topic has not wholly heard, or whose cause goes on.
-- The primary key makes one finding of what two monitors notice. A row goes when its end has been received.
CREATE TABLE findings (
  subject VARCHAR(70) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rule VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  device_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  district_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  started_ms BIGINT NOT NULL,
  text VARCHAR(1000) NOT NULL,
  received TINYINT NOT NULL DEFAULT 0,
  ended_ms BIGINT NULL,
  end_text VARCHAR(1000) NOT NULL DEFAULT '',
  untold TINYINT GENERATED ALWAYS AS (IF(received = 0 OR ended_ms IS NOT NULL, 1, 0)) STORED,
  PRIMARY KEY (subject, rule),
  KEY findings_untold (untold, started_ms)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
