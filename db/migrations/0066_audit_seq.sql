-- The place of a row in the chain, given by the sealer. Ids have gaps and commit in any order, places do not.
ALTER TABLE audit
  ADD COLUMN seq BIGINT NULL,
  ADD UNIQUE KEY audit_by_seq (seq);
