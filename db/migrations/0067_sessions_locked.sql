-- A desk whose dispatcher has stepped away: it shows and sounds, and acts only after a code.
ALTER TABLE sessions
  ADD COLUMN locked_ms BIGINT NULL;
