-- Who is known under an address, at one tenant and over all: one index instead of two.
CREATE UNIQUE INDEX contact_address ON {schema}.contact (value, kind, tenant);
ALTER TABLE {schema}.contact DROP CONSTRAINT contact_tenant_kind_value_key;
DROP INDEX {schema}.contact_everywhere;

-- Old keys are found without.
DROP INDEX {schema}.idempotency_key_expiry;
