-- Who is known under an address, over all tenants.
CREATE INDEX contact_address_everywhere ON contact_address (kind, value);
