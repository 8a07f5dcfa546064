-- Where else a contact may be reached; channel is her wish: sms, email, phone (never written to), or empty for whatever there is.
ALTER TABLE contacts
  ADD COLUMN email VARCHAR(200) NOT NULL DEFAULT '',
  ADD COLUMN channel VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
