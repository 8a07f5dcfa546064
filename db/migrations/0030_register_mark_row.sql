-- The one row of register_marks.
INSERT INTO register_marks (id, mark)
VALUES (1, 1);
