-- name: add
INSERT INTO delivery (id, tenant, flow_id, contact_id, state, due_at, queued_at, updated_at, expires_at, reason, template_version,
  locale, correlation_id, campaign_id, trace_parent)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);

-- name: add_payload
-- Erased since the contact was read: nothing of the person is stored any more.
INSERT INTO payload (row, content)
SELECT ?1, CASE WHEN EXISTS (SELECT 1 FROM contact WHERE id = ?3 AND erased_at IS NOT NULL) THEN x'' ELSE ?2 END;

-- name: find
SELECT row, id, flow_id, contact_id, state, due_at, lease, lease_end, worker, settled_lease, settled_state, attempts, sends, failed_send,
  updated_at, expires_at, reason, error_code, detail, provider_message_id, is_erased, fallback_id, has_fallen_back
FROM delivery WHERE id = ?1;

-- name: get
SELECT row, id, flow_id, contact_id, state, due_at, lease, lease_end, worker, settled_lease, settled_state, attempts, sends, failed_send,
  updated_at, expires_at, reason, error_code, detail, provider_message_id, is_erased, fallback_id, has_fallen_back
FROM delivery WHERE row = ?1;

-- name: save
UPDATE delivery SET state = ?2, due_at = ?3, lease = ?4, lease_end = ?5, worker = ?6, settled_lease = ?7, settled_state = ?8,
  attempts = ?9, sends = ?10, failed_send = ?11, updated_at = ?12, expires_at = ?13, reason = ?14, error_code = ?15, detail = ?16,
  provider_message_id = ?17
WHERE row = ?1;

-- name: mark
UPDATE delivery SET state = 3, sends = ?2, attempts = ?3, updated_at = ?4, reason = NULL WHERE row = ?1;

-- name: note_failed
UPDATE delivery SET failed_send = ?2 WHERE row = ?1;
