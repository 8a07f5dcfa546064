-- Who else was considered when an offer was made, term by term, so that the choice can be replayed.
ALTER TABLE offers
  ADD COLUMN considered VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
