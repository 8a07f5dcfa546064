-- A second factor that is being set up, and the last 30 s whose code was used: no code counts twice. And which
-- password has been found to be none that everybody knows, as a digest of its hash.
ALTER TABLE users
  ADD COLUMN totp_pending_sealed VARBINARY(200) NULL,
  ADD COLUMN totp_step BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN password_vetted VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
