-- linked lists all addresses of a person, where there are several, as a text only Core reads. A contact that went up in another stays, under its address, and
-- says in which; no chain of them is longer than one.
ALTER TABLE {schema}.contact ADD COLUMN linked text, ADD COLUMN linked_to uuid;
CREATE INDEX contact_linked ON {schema}.contact (linked_to) WHERE linked_to IS NOT NULL;
CREATE INDEX erased_address_contact ON {schema}.erased_address (contact_id);

-- Their results, or what they take, change.
DROP FUNCTION IF EXISTS {schema}.find_contacts(text[], text[], text[]);
DROP FUNCTION IF EXISTS {schema}.add_contacts(uuid[], text[], text[], text[], bytea[]);
DROP FUNCTION IF EXISTS {schema}.get_contacts(uuid[]);
DROP FUNCTION IF EXISTS {schema}.find_erased(text[], bytea[]);
DROP FUNCTION IF EXISTS {schema}.erase_contact(uuid, bytea);
