-- name: next_flow
SELECT flow_id, due_at FROM delivery INDEXED BY delivery_queued
WHERE state = 1 AND flow_id > ?1 ORDER BY flow_id, due_at LIMIT 1;

-- name: due
SELECT row, due_at FROM delivery INDEXED BY delivery_queued
WHERE state = 1 AND flow_id = ?1 AND due_at <= ?2 ORDER BY due_at, row LIMIT ?3;

-- name: read
SELECT id, contact_id, queued_at, expires_at, template_version, locale, attempts, correlation_id, campaign_id, trace_parent, content
FROM delivery JOIN payload USING (row) WHERE row = ?1;

-- name: take
UPDATE delivery SET state = 2, lease = ?2, lease_end = ?3, worker = ?4, updated_at = ?5, reason = NULL WHERE row = ?1;
