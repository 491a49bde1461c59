-- The hash of a contact's address for all tenants, from its making until a word of the person is heeded for it: an opt-out for all tenants that was heeded while a
-- transaction was still making the contact is found by it.
ALTER TABLE {schema}.contact ADD COLUMN standing_hash bytea;
