-- The town's parts. A topic's district is the shard that a device was provisioned to.
CREATE TABLE districts (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(100) NOT NULL,
  name_en VARCHAR(100) NOT NULL,
  lat DOUBLE NOT NULL,
  lon DOUBLE NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
