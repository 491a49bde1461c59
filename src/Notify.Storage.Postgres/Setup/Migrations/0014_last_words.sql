-- When a person last said whether they want marketing, and when they were last erased: what is told of them later but is older holds no more.
ALTER TABLE {schema}.contact ADD COLUMN marketing_at timestamptz, ADD COLUMN erased_at timestamptz;

-- Their results have a column more.
DROP FUNCTION IF EXISTS {schema}.find_contacts(text[], text[], text[]);
DROP FUNCTION IF EXISTS {schema}.add_contacts(uuid[], text[], text[], text[], bytea[]);
DROP FUNCTION IF EXISTS {schema}.get_contacts(uuid[]);
DROP FUNCTION IF EXISTS {schema}.find_erased(text[], bytea[]);
