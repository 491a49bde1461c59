-- name: secret
SELECT value FROM {schema}.secret WHERE name = 'address'

-- name: find
SELECT * FROM {schema}.find_erased($1, $2)

-- name: forget
DELETE FROM {schema}.erased_address e
USING {schema}.erased_address k JOIN {schema}.contact c ON c.id = k.contact_id AND c.kind = 'erased'
WHERE k.tenant = $1 AND k.hash = $2 AND e.contact_id = k.contact_id

-- name: remember
INSERT INTO {schema}.erased_address (tenant, hash, contact_id) VALUES ($1, $2, $3) ON CONFLICT (tenant, hash) DO UPDATE SET contact_id = excluded.contact_id

-- name: erase_contact
SELECT {schema}.erase_contact($1, $2)

-- name: erase_deliveries
SELECT {schema}.erase_deliveries($1)
