-- name: lock
SELECT c.id FROM {schema}.contact c WHERE c.id = ANY ($1) AND c.kind <> 'erased' ORDER BY c.id FOR NO KEY UPDATE

-- name: now
SELECT {schema}.clock()

-- name: read
SELECT u.number, s.contact_id, s.topic, s.is_granted, s.source, s.at, s.proof
FROM unnest($1, $2) WITH ORDINALITY AS u (contact_id, topic, number)
JOIN {schema}.consent s ON s.contact_id = ANY (ARRAY[u.contact_id]) AND s.topic = u.topic

-- name: save
INSERT INTO {schema}.consent (contact_id, topic, is_granted, source, at, proof)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
ON CONFLICT (contact_id, topic) DO UPDATE SET is_granted = excluded.is_granted, source = excluded.source, at = excluded.at, proof = excluded.proof

-- name: audit
INSERT INTO {schema}.audit (number, at, event, tenant, contact_id, actor_id, reason, detail)
SELECT nextval('{schema}.entry_number'), $1, u.event, u.tenant, u.contact_id, u.actor_id, u.reason, u.detail
FROM unnest($2, $3, $4, $5, $6, $7) WITH ORDINALITY AS u (event, tenant, contact_id, actor_id, reason, detail, number)
ORDER BY u.number

-- name: of
SELECT 0::bigint, contact_id, topic, is_granted, source, at, proof FROM {schema}.consent WHERE contact_id = $1 ORDER BY topic

-- name: page
SELECT 0::bigint, s.contact_id, s.topic, s.is_granted, s.source, s.at, s.proof, c.kind, c.value
FROM {schema}.consent s JOIN {schema}.contact c ON c.id = ANY (ARRAY[s.contact_id])
WHERE (s.contact_id, s.topic) > ($2, $3) AND c.tenant = $1
ORDER BY s.contact_id, s.topic LIMIT $4

-- name: erase
DELETE FROM {schema}.consent WHERE contact_id = $1
