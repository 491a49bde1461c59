-- name: head
-- The PostgreSQL store of Notify, version {latest}, in schema {schema}. For PostgreSQL 13 or later.
-- One transaction; it makes what is missing, so running it again changes nothing. Where another transaction has a table in use for 2 s it stops with
-- "canceling statement due to lock timeout" and has changed nothing: run it again.

BEGIN;

-- name: lock
-- The role's limits are for the statements of an app: a step may take longer, and so may whoever migrates before.
SET LOCAL statement_timeout = 0;
SELECT set_config('transaction_timeout', '0', true) WHERE current_setting('transaction_timeout', true) IS NOT NULL;
SET LOCAL lock_timeout = '9min';
SELECT pg_advisory_xact_lock(hashtextextended('notify schema {schema}', 0));

-- name: pauses
-- Longer than a pause between two tries, however busy the host is, and short enough to free the lock of one that is lost.
SET LOCAL idle_in_transaction_session_timeout = '1min';

-- name: begin
-- Everybody else who wants a table waits behind who waits to change it: not for long.
SET LOCAL lock_timeout = '2s';
SET LOCAL client_min_messages = warning;
SET LOCAL check_function_bodies = off;

DO $schema$
BEGIN
  IF to_regnamespace('{schema}') IS NULL THEN
    CREATE SCHEMA {schema};
  END IF;
END $schema$;

-- Which numbered steps have been taken. 'functions' tells which functions the schema has, and 'revision' which of two are the newer.
CREATE TABLE IF NOT EXISTS {schema}.schema_version (
  version integer NOT NULL PRIMARY KEY,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  functions text NOT NULL DEFAULT '',
  revision integer NOT NULL DEFAULT 0
);

DO $version$
BEGIN
  IF EXISTS (SELECT FROM {schema}.schema_version WHERE version > {latest}) THEN
    RAISE EXCEPTION 'The schema {schema} is newer than this script, which knows version {latest} at most. Use the script of the newer package.';
  END IF;
  IF EXISTS (SELECT FROM {schema}.schema_version WHERE version = {latest} AND revision > {revision}) THEN
    RAISE EXCEPTION 'The functions of schema {schema} are newer than those of this script. Use the script of the newer package.';
  END IF;
END $version$;

-- name: step
DO $migration$
BEGIN
  IF NOT EXISTS (SELECT FROM {schema}.schema_version WHERE version = {version}) THEN
    EXECUTE $step${sql}$step$;
    INSERT INTO {schema}.schema_version (version) VALUES ({version});
  END IF;
END $migration$;

-- name: end
UPDATE {schema}.schema_version SET functions = '{functions}', revision = {revision} WHERE version = {latest};

-- name: partitions
SELECT partition, outcome FROM {schema}.ensure_partitions();

-- name: foot
COMMIT;

-- name: is_there
SELECT to_regclass('{schema}.schema_version') IS NOT NULL;

-- name: version
SELECT version, functions, revision FROM {schema}.schema_version ORDER BY version DESC LIMIT 1;
