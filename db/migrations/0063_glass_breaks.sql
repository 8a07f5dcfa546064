-- Who has looked at a resident beyond her part, why, until when, and who has looked into that.
CREATE TABLE glass_breaks (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(400) NOT NULL,
  broken_ms BIGINT NOT NULL,
  until_ms BIGINT NOT NULL,
  reviewed_ms BIGINT NULL,
  reviewed_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  review_note VARCHAR(400) NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  KEY glass_breaks_by_user (user_id, resident_id, until_ms),
  KEY glass_breaks_by_time (broken_ms, id),
  KEY glass_breaks_to_review (reviewed_ms, broken_ms)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
