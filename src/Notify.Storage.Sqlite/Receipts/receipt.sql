-- name: add
INSERT INTO receipt (stored_at, channel, account, delivery_id, send, status, effect, provider_message_id, occurred_at, error_code)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: account
SELECT last_seen_at, steady_since FROM account_receipts WHERE channel = ?1 AND account = ?2;

-- name: save_account
INSERT INTO account_receipts (channel, account, last_seen_at, steady_since) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (channel, account) DO UPDATE SET last_seen_at = excluded.last_seen_at, steady_since = excluded.steady_since;
