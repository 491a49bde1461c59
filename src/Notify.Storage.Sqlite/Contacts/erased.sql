-- name: secret
SELECT value FROM secret WHERE name = 'address';

-- name: find
SELECT contact_id FROM erased_address WHERE tenant = ?1 AND hash = ?2;

-- name: tenants
-- From tenant to tenant, whatever the number of people of each.
WITH RECURSIVE f (tenant) AS (
  SELECT min(tenant) FROM erased_address
  UNION ALL
  SELECT (SELECT min(e.tenant) FROM erased_address e WHERE e.tenant > f.tenant) FROM f WHERE f.tenant IS NOT NULL)
SELECT tenant FROM f WHERE tenant IS NOT NULL;

-- name: save
INSERT INTO erased_address (tenant, hash, contact_id) VALUES (?1, ?2, ?3)
ON CONFLICT (tenant, hash) DO UPDATE SET contact_id = excluded.contact_id;

-- name: remove
DELETE FROM erased_address WHERE contact_id IN (
  SELECT e.contact_id FROM erased_address e JOIN contact c ON c.id = e.contact_id WHERE e.tenant = ?1 AND e.hash = ?2 AND c.kind = 'erased');

-- name: move
UPDATE erased_address SET contact_id = ?2 WHERE contact_id = ?1;

-- name: overwrite_address
UPDATE contact SET kind = ?2, value = ?3 WHERE id = ?1;

-- name: note
UPDATE contact SET erased_at = ?2 WHERE id = ?1 OR linked_to = ?1;

-- name: erased_at
SELECT erased_at FROM contact WHERE id = ?1;

-- name: remove_address
DELETE FROM contact_address WHERE tenant = ?1 AND kind = ?2 AND value = ?3;

-- name: empty_payloads
UPDATE payload SET content = x'' WHERE row IN (SELECT row FROM delivery WHERE contact_id = ?1) AND length(content) > 0;

-- name: clear_deliveries
UPDATE delivery SET is_erased = 1, provider_message_id = NULL WHERE contact_id = ?1 AND is_erased = 0;

-- name: clear_receipts
UPDATE receipt SET provider_message_id = NULL
WHERE delivery_id IN (SELECT id FROM delivery WHERE contact_id = ?1) AND provider_message_id IS NOT NULL;
