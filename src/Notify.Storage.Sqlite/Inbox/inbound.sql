-- name: add
INSERT INTO inbound (id, tenant, contact_id, channel, account, provider_message_id, kind, sent_at, received_at, due_at, content, raw, state, reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10, ?11, ?12, ?13) ON CONFLICT (id) DO NOTHING;

-- name: due
SELECT m.id, m.tenant, m.contact_id, m.content, m.raw, m.received_at, m.attempts, m.deaths + (m.lease <> 0) FROM inbound m INDEXED BY inbound_waiting
WHERE m.state = 0 AND m.due_at <= ?1 AND NOT EXISTS (
  SELECT 1 FROM inbound o INDEXED BY inbound_waiting_contact
  WHERE o.state = 0 AND o.contact_id = m.contact_id AND ((o.lease <> 0 AND o.due_at > ?1) OR (o.number < m.number AND o.due_at <= ?1)))
ORDER BY m.number LIMIT ?2;

-- name: claim
UPDATE inbound SET lease = ?2, due_at = ?3, attempts = attempts + 1, deaths = deaths + (lease <> 0) WHERE id = ?1;

-- name: settle
UPDATE inbound SET lease = 0, state = ?3, due_at = ?5, attempts = attempts - ?6,
  reason = iif(?3 = 0 AND ?4 IS NULL, reason, ?4), deaths = iif(?3 = 0 AND ?4 IS NULL, deaths, 0) WHERE id = ?1 AND lease = ?2;

-- name: page
SELECT id, tenant, contact_id, channel, account, provider_message_id, kind, sent_at, received_at, state, attempts, reason, content, raw, number
FROM inbound
WHERE tenant = ?1 AND number < ?2 AND (?3 IS NULL OR id = ?3) AND (?4 IS NULL OR contact_id = ?4) AND (?5 IS NULL OR state = ?5)
  AND (?7 IS NULL OR received_at >= ?7) AND (?8 IS NULL OR received_at < ?8)
ORDER BY number DESC LIMIT ?6;

-- name: count
SELECT count(*) FROM inbound INDEXED BY inbound_waiting WHERE state = 0;

-- name: count_dead
SELECT count(*) FROM inbound INDEXED BY inbound_dead WHERE state = 2;

-- name: retry
UPDATE inbound SET state = 0, reason = NULL, lease = 0, attempts = 0, deaths = 0, due_at = ?2
WHERE tenant = ?1 AND state = 2 AND (?3 IS NULL OR id = ?3) AND (?4 IS NULL OR contact_id = ?4) AND (?5 IS NULL OR ?5 = 2)
  AND (?7 IS NULL OR received_at >= ?7) AND (?8 IS NULL OR received_at < ?8)
RETURNING id, contact_id;

-- name: erase
UPDATE inbound SET content = x'', raw = x'', provider_message_id = NULL, state = 1, reason = ?2, lease = 0 WHERE contact_id = ?1;

-- name: remove_old
DELETE FROM inbound WHERE number IN (SELECT number FROM inbound INDEXED BY inbound_received WHERE state <> 0 AND received_at < ?1 ORDER BY received_at LIMIT ?2);
