-- mends: NULL where it opens when its time is over; else 0 by itself, 1 by a person, and one delivery at a time tries, whose claim is in probe_*.
ALTER TABLE gate ADD COLUMN country TEXT;
ALTER TABLE gate ADD COLUMN mends INTEGER;
ALTER TABLE gate ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0;
ALTER TABLE gate ADD COLUMN probe_id BLOB;
ALTER TABLE gate ADD COLUMN probe_lease INTEGER;
ALTER TABLE gate ADD COLUMN probe_until INTEGER;
