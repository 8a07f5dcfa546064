-- Codes by which relatives sign in, a row each time somebody asks for one. The name stands here as it was typed until
-- it has been looked up; without user_id the row is nobody's and no code fits it. The code itself only until it is sent.
CREATE TABLE sign_in_codes (
  ask_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  username VARCHAR(100) NOT NULL DEFAULT '',
  invitation_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  user_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  code_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  code_sealed VARBINARY(100) NULL,
  attempts INT NOT NULL DEFAULT 0,
  sends INT NOT NULL DEFAULT 0,
  asked_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL,
  due_ms BIGINT NULL,
  used_ms BIGINT NULL,
  PRIMARY KEY (ask_hash),
  KEY sign_in_codes_by_due (due_ms),
  KEY sign_in_codes_by_user (user_id, asked_ms),
  KEY sign_in_codes_by_end (expires_ms)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
