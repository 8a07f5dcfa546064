-- What else the record says, as one sealed text; a record merged into another; one that was erased; what searches compare.
ALTER TABLE residents
  ADD COLUMN details_sealed MEDIUMBLOB NULL,
  ADD COLUMN merged_into VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN erased_ms BIGINT NULL,
  ADD COLUMN name_key VARCHAR(600) NULL,
  ADD KEY residents_by_key (name_key, id);
