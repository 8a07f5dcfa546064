-- Hours of readings whose roll-up is not, or no longer, true. `noted` rises with each reading that comes late.
CREATE TABLE rollups_due (
  hour_ms BIGINT NOT NULL,
  noted BIGINT NOT NULL,
  PRIMARY KEY (hour_ms)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
