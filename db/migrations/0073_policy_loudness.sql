-- How loud a step is; empty: as usual for its action.
ALTER TABLE policy_steps
  ADD COLUMN loudness VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
