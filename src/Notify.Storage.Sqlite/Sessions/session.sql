-- name: get
SELECT id, tenant, contact_id, status, started_over, last_channel, started_at, active_at, expires_at, ended_at, version, summary_id, context
FROM session WHERE id = ?1;

-- name: open
SELECT id, tenant, contact_id, status, started_over, last_channel, started_at, active_at, expires_at, ended_at, version, summary_id, context
FROM session INDEXED BY session_open WHERE contact_id = ?1 AND status <> 2;

-- name: last_end
SELECT max(ended_at) FROM session WHERE contact_id = ?1;

-- name: save
INSERT INTO session (id, tenant, contact_id, status, started_over, last_channel, started_at, active_at, expires_at, ended_at, version, summary_id, context)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
ON CONFLICT (id) DO UPDATE SET
  status = excluded.status, last_channel = excluded.last_channel, active_at = excluded.active_at, expires_at = excluded.expires_at,
  ended_at = excluded.ended_at, version = excluded.version, summary_id = excluded.summary_id, context = excluded.context;

-- name: page
SELECT id, tenant, contact_id, status, started_over, last_channel, started_at, active_at, expires_at, ended_at, version, summary_id, context
FROM session INDEXED BY session_tenant
WHERE tenant = ?1 AND id < ?2 AND (?3 IS NULL OR status = ?3)
ORDER BY id DESC LIMIT ?4;

-- name: page_of_contact
SELECT id, tenant, contact_id, status, started_over, last_channel, started_at, active_at, expires_at, ended_at, version, summary_id, context
FROM session INDEXED BY session_contact
WHERE contact_id = ?5 AND tenant = ?1 AND id < ?2 AND (?3 IS NULL OR status = ?3)
ORDER BY id DESC LIMIT ?4;

-- name: close_expired
UPDATE session SET status = 2, ended_at = expires_at, version = version + 1
WHERE id IN (SELECT id FROM session INDEXED BY session_expiry WHERE status <> 2 AND expires_at <= ?1 ORDER BY expires_at LIMIT ?2);

-- name: remove_old
DELETE FROM session WHERE id IN (SELECT id FROM session INDEXED BY session_ended WHERE status = 2 AND ended_at <= ?1 ORDER BY ended_at LIMIT ?2);

-- name: erase
DELETE FROM session WHERE contact_id = ?1;
