-- When in a shift a care worker has her break; both or neither.
ALTER TABLE shifts
  ADD COLUMN break_start_ms BIGINT NULL,
  ADD COLUMN break_end_ms BIGINT NULL;
