-- Other departments' systems that are told of incidents. The secret is sealed with the town's master key.
CREATE TABLE webhooks (
  id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(200) NOT NULL,
  url VARCHAR(1000) NOT NULL,
  events VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  secret_sealed VARBINARY(400) NOT NULL,
  created_by VARCHAR(64) NOT NULL,
  created_ms BIGINT NOT NULL,
  seen_ms BIGINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
