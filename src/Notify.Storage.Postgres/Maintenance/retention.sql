-- name: sizes
SELECT c.relname::text, greatest(c.reltuples, 0)::bigint
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = to_regclass('{schema}.message')

-- name: drop
SELECT {schema}.drop_partitions($1, $2)

-- name: remove
SELECT {schema}.remove_finished($1, $2, $3)

-- name: prepare
SELECT partition, outcome FROM {schema}.ensure_partitions()

-- name: in_default
SELECT name FROM (
  SELECT 'message' AS name WHERE EXISTS (SELECT FROM {schema}.message_default)
  UNION ALL SELECT 'history' WHERE EXISTS (SELECT FROM {schema}.history_default)
  UNION ALL SELECT 'ended' WHERE EXISTS (SELECT FROM {schema}.ended_default)
  UNION ALL SELECT 'audit' WHERE EXISTS (SELECT FROM {schema}.audit_default)
  UNION ALL SELECT 'receipt' WHERE EXISTS (SELECT FROM {schema}.receipt_default)) AS found
