-- name: save
INSERT INTO consent (contact_id, topic, is_granted, source, at, proof) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (contact_id, topic) DO UPDATE SET is_granted = excluded.is_granted, source = excluded.source, at = excluded.at, proof = excluded.proof;

-- name: get
SELECT contact_id, topic, is_granted, source, at, proof FROM consent WHERE contact_id = ?1 AND topic = ?2;

-- name: of
SELECT contact_id, topic, is_granted, source, at, proof FROM consent WHERE contact_id = ?1 ORDER BY topic;

-- name: page
SELECT s.contact_id, s.topic, s.is_granted, s.source, s.at, s.proof, c.kind, c.value
FROM consent s JOIN contact c ON c.id = s.contact_id
WHERE (s.contact_id, s.topic) > (?2, ?3) AND c.tenant = ?1
ORDER BY s.contact_id, s.topic LIMIT ?4;

-- name: erase
DELETE FROM consent WHERE contact_id = ?1;
