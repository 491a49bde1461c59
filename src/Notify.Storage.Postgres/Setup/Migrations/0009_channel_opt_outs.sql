-- A line each channel: its name, microseconds since 1970, why.
ALTER TABLE {schema}.contact ADD COLUMN channel_opt_outs text;

-- Replaced by a statement.
DROP FUNCTION IF EXISTS {schema}.set_consent(uuid, boolean, text, text, integer);

-- Their results have a column more.
DROP FUNCTION IF EXISTS {schema}.find_contacts(text[], text[], text[]);
DROP FUNCTION IF EXISTS {schema}.add_contacts(uuid[], text[], text[], text[], bytea[]);
DROP FUNCTION IF EXISTS {schema}.get_contacts(uuid[]);
DROP FUNCTION IF EXISTS {schema}.find_erased(text[], bytea[]);
