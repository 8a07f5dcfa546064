-- What the monitor is told about a resident: limits and the parameters of its rules (devices/care_plan.h), as JSON.
CREATE TABLE care_plans (
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  plan TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  changed_ms BIGINT NOT NULL,
  PRIMARY KEY (resident_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
