-- name: take
INSERT INTO idempotency_key (tenant, key, notification_id, content_hash, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (tenant, key) DO NOTHING;

-- name: drop_if_expired
DELETE FROM idempotency_key WHERE tenant = ?1 AND key = ?2 AND expires_at <= ?3;

-- name: find
SELECT notification_id, content_hash FROM idempotency_key WHERE tenant = ?1 AND key = ?2 AND expires_at > ?3;

-- name: oldest
SELECT row, expires_at FROM idempotency_key ORDER BY row LIMIT ?1;

-- name: drop_up_to
DELETE FROM idempotency_key WHERE row <= ?1;
