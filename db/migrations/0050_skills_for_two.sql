-- Skills whose work takes two people (a lift).
ALTER TABLE skills
  ADD COLUMN for_two TINYINT NOT NULL DEFAULT 0;
