-- name: reach
-- Of the catalogue alone, by number: neither a schema that is missing nor one that is kept from the role is an error.
SELECT EXISTS (
  SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relname = 'secret' AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'));

-- name: identity
-- The key is each schema's own, and so is its hash; a copy beside it has another database name.
SELECT current_database() || ' ' || encode(sha256(value), 'hex') FROM {schema}.secret WHERE name = 'address';
