-- name: lock
SELECT id, queued_at, line_number, is_live, flow_id, channel, account, state, attempts, sends, failed_send, due_at, expires_at, reason, error_code,
  detail, provider_message_id, lease, worker_id, claimed_at, marked_at, note, is_erased, fallback_id, has_fallen_back
FROM {schema}.lock_deliveries($1, $2, $3)

-- name: now
SELECT {schema}.clock()

-- name: write
INSERT INTO {schema}.history (id, queued_at, number, at, flow_id, actor_id, state, attempts, sends, failed_send, send, due_at,
  lease, worker_id, claimed_at, marked_at, expires_at, event, reason, error_code, detail, entry_code, entry_detail, provider_message_id, note)
SELECT u.id, u.queued_at, nextval('{schema}.entry_number'), $23, u.flow_id, $24, u.state, u.attempts, u.sends, u.failed_send, u.send, u.due_at,
  nullif(u.lease, 0), nullif(u.worker_id, 0), u.claimed_at, u.marked_at, u.expires_at, u.event, u.reason, u.error_code, u.detail, u.entry_code,
  u.entry_detail, u.provider_message_id, u.note
FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
  AS u (id, queued_at, flow_id, state, attempts, sends, failed_send, send, due_at, lease, worker_id, claimed_at, marked_at, expires_at, event, reason,
    error_code, detail, entry_code, entry_detail, provider_message_id, note)

-- name: leave
SELECT {schema}.leave($1, $2, $3)

-- name: queue
INSERT INTO {schema}.live AS l (id, queued_at, ready_at, number, flow_id, state, attempts, sends, failed_send, changed_at, expires_at, reason, error_code,
  detail, provider_message_id, is_erased, fallback_id)
SELECT u.id, u.queued_at, u.due_at, u.number, u.flow_id, 1, u.attempts, u.sends, u.failed_send, $14, u.expires_at, u.reason, u.error_code,
  u.detail, u.provider_message_id, u.is_erased, u.fallback_id
FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $15, $16)
  AS u (id, queued_at, due_at, number, flow_id, attempts, sends, failed_send, expires_at, reason, error_code, detail, provider_message_id,
    is_erased, fallback_id)
ON CONFLICT (id) DO UPDATE SET
  ready_at = excluded.ready_at, lease = 0, state = 1, attempts = excluded.attempts, failed_send = excluded.failed_send, changed_at = excluded.changed_at,
  claimed_at = NULL, marked_at = NULL, due_at = NULL, doubt_at = NULL, reason = excluded.reason, error_code = excluded.error_code,
  detail = excluded.detail, provider_message_id = excluded.provider_message_id, note = NULL

-- name: note_failed
SELECT {schema}.note_failed($1, $2, $3)

-- name: list
INSERT INTO {schema}.ended (id, queued_at, flow_id, state) SELECT * FROM unnest($1, $2, $3, $4)
