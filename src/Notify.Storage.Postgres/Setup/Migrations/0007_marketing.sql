ALTER TABLE {schema}.contact ADD COLUMN allows_marketing boolean NOT NULL DEFAULT true;

-- Their results have a column more.
DROP FUNCTION IF EXISTS {schema}.find_contacts(text[], text[], text[]);
DROP FUNCTION IF EXISTS {schema}.add_contacts(uuid[], text[], text[], text[], bytea[]);
DROP FUNCTION IF EXISTS {schema}.get_contacts(uuid[]);
DROP FUNCTION IF EXISTS {schema}.find_erased(text[], bytea[]);
