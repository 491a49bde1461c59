-- First, so that whoever has them in use is waited for before the index is built, not after.
LOCK TABLE {schema}.contact, {schema}.idempotency_key IN ACCESS EXCLUSIVE MODE;

-- Who is known under an address, at one tenant and over all: one index instead of two.
ALTER TABLE {schema}.contact DROP CONSTRAINT contact_tenant_kind_value_key;
DROP INDEX {schema}.contact_everywhere;
CREATE UNIQUE INDEX contact_address ON {schema}.contact (value, kind, tenant);

-- Old keys are found without.
DROP INDEX {schema}.idempotency_key_expiry;
