-- One row: rises with every change of residents, devices, districts or policies.
CREATE TABLE register_marks (
  id TINYINT NOT NULL,
  mark BIGINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
