-- An administrator wants it read once more: the monitor takes those up and deletes them.
ALTER TABLE dead_letters
  ADD COLUMN retry_ms BIGINT NULL,
  ADD KEY dead_letters_to_retry (retry_ms);
