-- name: take
INSERT INTO idempotency_key (tenant, key, notification_id, content_hash, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (tenant, key) DO UPDATE
SET notification_id = excluded.notification_id, content_hash = excluded.content_hash, expires_at = excluded.expires_at
WHERE expires_at <= ?6;

-- name: find
SELECT notification_id, content_hash FROM idempotency_key WHERE tenant = ?1 AND key = ?2 AND expires_at > ?3;

-- name: drop_expired
DELETE FROM idempotency_key WHERE (tenant, key) IN (SELECT tenant, key FROM idempotency_key WHERE expires_at <= ?1 LIMIT ?2);
