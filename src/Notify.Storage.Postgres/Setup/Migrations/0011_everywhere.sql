-- Who is known under an address, over all tenants.
CREATE INDEX contact_everywhere ON {schema}.contact (value, kind) WHERE kind <> 'erased';
