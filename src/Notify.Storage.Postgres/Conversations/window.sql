-- name: open
INSERT INTO {schema}.contact_window AS w (contact_id, channel, account, last_inbound_at)
SELECT u.contact_id, u.channel, u.account, max(least(u.at, {schema}.clock()))
FROM unnest($1, $2, $3, $4) AS u (contact_id, channel, account, at)
GROUP BY u.contact_id, u.channel, u.account ORDER BY u.contact_id, u.channel, u.account
ON CONFLICT (contact_id, channel, account) DO UPDATE SET last_inbound_at = excluded.last_inbound_at
WHERE w.last_inbound_at < excluded.last_inbound_at

-- name: read
SELECT w.last_inbound_at
FROM unnest($1, $2, $3) WITH ORDINALITY AS u (contact_id, channel, account, number)
LEFT JOIN LATERAL (
  SELECT w.last_inbound_at FROM {schema}.contact_window w WHERE w.contact_id = ANY (ARRAY[u.contact_id]) AND w.channel = u.channel AND w.account = u.account) w ON true
ORDER BY u.number

-- name: forget
DELETE FROM {schema}.contact_window w
USING unnest($1, $2, $3, $4) AS u (contact_id, channel, account, sent_at)
WHERE w.contact_id = ANY (ARRAY[u.contact_id]) AND w.channel = u.channel AND w.account = u.account AND w.last_inbound_at <= u.sent_at
RETURNING w.contact_id

-- name: erase
DELETE FROM {schema}.contact_window WHERE contact_id = $1
