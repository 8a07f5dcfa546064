-- Certificates that were made out to devices: what to revoke when one is lost, replaced or retired. No keys.
CREATE TABLE device_certificates (
  serial VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  device_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  issued_ms BIGINT NOT NULL,
  not_after_ms BIGINT NOT NULL,
  revoked_ms BIGINT NULL,
  PRIMARY KEY (serial),
  KEY device_certificates_by_device (device_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
