-- Who gave the consent that stands, to which words, and who wrote it down.
ALTER TABLE family_links
  ADD COLUMN given_by VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'resident',
  ADD COLUMN proxy VARCHAR(200) NOT NULL DEFAULT '',
  ADD COLUMN text_version VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD COLUMN recorded_by VARCHAR(100) NOT NULL DEFAULT '';
