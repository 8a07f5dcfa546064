-- One line of history on its way to one webhook; due_ms is null once it was taken or given up.
CREATE TABLE webhook_deliveries (
  webhook_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  history_id BIGINT NOT NULL,
  due_ms BIGINT NULL,
  attempts INT NOT NULL DEFAULT 0,
  answer INT NOT NULL DEFAULT 0,
  tried_ms BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (webhook_id, history_id),
  KEY webhook_deliveries_by_due (due_ms)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
