-- name: sizes
SELECT c.relname::text, greatest(c.reltuples, 0)::bigint
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = to_regclass('{schema}.message')

-- name: drop
SELECT {schema}.drop_partitions($1, $2)

-- name: remove
SELECT {schema}.remove_finished($1, $2, $3)

-- name: prepare
SELECT partition, outcome FROM {schema}.ensure_partitions()
