-- Whom to call for a resident, in order.
CREATE TABLE contacts (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ordinal INT NOT NULL,
  name VARCHAR(200) NOT NULL,
  relation VARCHAR(40) NOT NULL,
  phone VARCHAR(40) NOT NULL,
  language VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  has_key TINYINT NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  KEY contacts_by_resident (resident_id, ordinal)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
