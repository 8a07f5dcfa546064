-- The steps of a plan, as policy_steps.
CREATE TABLE plan_steps (
  plan_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  step INT NOT NULL,
  action VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  width INT NOT NULL,
  wait_ms BIGINT NOT NULL,
  loudness VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  PRIMARY KEY (plan_id, step)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
