-- Districts as a tree: a city, its towns or streets, their communities, their grids.
ALTER TABLE districts
  ADD COLUMN parent_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN level VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD KEY districts_by_parent (parent_id);
