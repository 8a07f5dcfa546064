-- The town's business hours, on its own clocks; no row: the usual ones (model/policy.h).
CREATE TABLE business_hours (
  id TINYINT NOT NULL,
  utc_offset_min INT NOT NULL,
  from_min INT NOT NULL,
  to_min INT NOT NULL,
  days INT NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
