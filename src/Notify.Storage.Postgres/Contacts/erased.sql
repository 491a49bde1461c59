-- name: secret
SELECT value FROM {schema}.secret WHERE name = 'address'

-- name: find
SELECT * FROM {schema}.find_erased($1, $2)

-- name: tenants
WITH RECURSIVE t AS (
  (SELECT tenant FROM {schema}.erased_address ORDER BY tenant LIMIT 1)
  UNION ALL
  SELECT (SELECT e.tenant FROM {schema}.erased_address e WHERE e.tenant > t.tenant ORDER BY e.tenant LIMIT 1) FROM t WHERE t.tenant IS NOT NULL
)
SELECT tenant FROM t WHERE tenant IS NOT NULL

-- name: forget
DELETE FROM {schema}.erased_address e
USING {schema}.erased_address k JOIN {schema}.contact c ON c.id = ANY (ARRAY[k.contact_id]) AND c.kind = 'erased'
WHERE k.tenant = $1 AND k.hash = $2 AND e.contact_id = k.contact_id

-- name: remember
INSERT INTO {schema}.erased_address (tenant, hash, contact_id) VALUES ($1, $2, $3) ON CONFLICT (tenant, hash) DO UPDATE SET contact_id = excluded.contact_id

-- name: erase_contact
SELECT {schema}.erase_contact($1, $2)

-- name: erase_late
SELECT {schema}.erase_late($1)

-- name: erase_deliveries
SELECT {schema}.erase_deliveries($1)
