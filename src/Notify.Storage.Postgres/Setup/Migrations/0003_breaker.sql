-- mends: NULL where it opens when its time is over; else 0 by itself, 1 by a person, and one delivery at a time tries, whose claim is in probe_*.
ALTER TABLE {schema}.gate
  ADD COLUMN country text,
  ADD COLUMN mends smallint,
  ADD COLUMN refusals integer NOT NULL DEFAULT 0,
  ADD COLUMN probe_id uuid,
  ADD COLUMN probe_lease bigint,
  ADD COLUMN probe_until timestamptz;

-- Made anew after this, with other results or arguments.
DROP FUNCTION IF EXISTS {schema}.claim(integer, integer, interval);
DROP FUNCTION IF EXISTS {schema}.close_gate(text, text, text, text, text, text, text, interval, integer, text);
DROP FUNCTION IF EXISTS {schema}.open_gate(text, text, text, text, text, text, integer, text);
