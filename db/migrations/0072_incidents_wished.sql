-- When somebody is wanted, of a service request that can wait.
ALTER TABLE incidents
  ADD COLUMN wished_ms BIGINT NULL;
