-- name: add
INSERT INTO {schema}.receipt (stored_at, channel, account, delivery_id, send, status, effect, provider_message_id, occurred_at, error_code)
SELECT $10, u.channel, u.account, u.delivery_id, u.send, u.status, u.effect, u.provider_message_id, u.occurred_at, u.error_code
FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
  AS u (channel, account, delivery_id, send, status, effect, provider_message_id, occurred_at, error_code)

-- name: seen
INSERT INTO {schema}.account_receipts AS a (channel, account, last_seen_at, steady_since)
SELECT u.channel, u.account, u.last_at, CASE WHEN u.last_at - u.first_at <= $5 THEN u.first_at ELSE u.last_at END
FROM unnest($1, $2, $3, $4) AS u (channel, account, first_at, last_at)
ON CONFLICT (channel, account) DO UPDATE SET
  last_seen_at = greatest(a.last_seen_at, excluded.last_seen_at),
  steady_since = CASE
    WHEN excluded.last_seen_at <= a.last_seen_at THEN a.steady_since
    WHEN excluded.steady_since - a.last_seen_at <= $5 THEN a.steady_since
    ELSE excluded.steady_since END
