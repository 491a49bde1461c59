-- The lowest UUIDv7 of a time: ids made from then on are not below it.
CREATE OR REPLACE FUNCTION {schema}.first_id(at timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid $$;
