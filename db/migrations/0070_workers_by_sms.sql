-- A care worker without data on her phone is asked by SMS and answers so.
ALTER TABLE workers
  ADD COLUMN by_sms TINYINT NOT NULL DEFAULT 0;
