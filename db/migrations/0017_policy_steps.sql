-- Escalation as data: the ladder of each queue and priority, step by step.
CREATE TABLE policy_steps (
  queue VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  priority TINYINT NOT NULL,
  step INT NOT NULL,
  action VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  width INT NOT NULL,
  wait_ms BIGINT NOT NULL,
  PRIMARY KEY (queue, priority, step)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
