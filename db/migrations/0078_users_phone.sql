-- The telephone to which a relative is sent her codes, as the administrator gave it with her invitation; sealed.
ALTER TABLE users
  ADD COLUMN phone_sealed VARBINARY(200) NULL;
