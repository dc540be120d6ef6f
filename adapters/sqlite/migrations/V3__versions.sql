-- The version that the recipient had when the row was last written. Where nothing of a person changed but what is on its
-- way to them, their own row is not written: their version is the largest of that of their row and these.
ALTER TABLE delivery ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
