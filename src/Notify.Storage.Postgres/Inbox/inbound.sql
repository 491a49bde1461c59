-- name: lock
SELECT pg_advisory_xact_lock(hashtextextended('{schema}.inbound', 0))

-- name: claim
WITH due AS MATERIALIZED (
  SELECT m.number FROM {schema}.inbound m
  WHERE m.state = 0 AND m.due_at <= (SELECT {schema}.clock()) AND NOT EXISTS (
    SELECT FROM {schema}.inbound o
    WHERE o.state = 0 AND o.contact_id = m.contact_id
      AND ((o.lease <> 0 AND o.due_at > (SELECT {schema}.clock())) OR (o.number < m.number AND o.due_at <= (SELECT {schema}.clock()))))
  ORDER BY m.number LIMIT $1 FOR NO KEY UPDATE
), lease AS MATERIALIZED (
  SELECT nextval('{schema}.lease_number') AS number
)
UPDATE {schema}.inbound m
SET lease = l.number, due_at = (SELECT {schema}.clock()) + $2, attempts = m.attempts + 1, deaths = m.deaths + (m.lease <> 0)::integer
FROM due d CROSS JOIN lease l
WHERE m.number = ANY (ARRAY[d.number])
RETURNING m.id, m.tenant, m.contact_id, m.content, m.raw, m.received_at, m.attempts, m.lease, m.number, m.deaths

-- name: settle
UPDATE {schema}.inbound m
SET lease = 0, state = u.state, due_at = (SELECT {schema}.clock()) + u.retry_in, attempts = m.attempts - u.returned,
  reason = CASE WHEN u.state = 0 AND u.reason IS NULL THEN m.reason ELSE u.reason END,
  deaths = CASE WHEN u.state = 0 AND u.reason IS NULL THEN m.deaths ELSE 0 END
FROM unnest($2, $3, $4, $5, $6) AS u (id, state, reason, retry_in, returned)
WHERE m.id = ANY (ARRAY[u.id]) AND m.lease = $1

-- name: page
SELECT m.id, m.tenant, m.contact_id, m.channel, m.account, m.provider_message_id, m.kind, m.sent_at, m.received_at, m.state, m.attempts, m.reason,
  m.content, m.raw, m.number
FROM {schema}.inbound m
WHERE m.tenant = $1 AND m.number < $2 AND ($3::uuid IS NULL OR m.id = $3) AND ($4::uuid IS NULL OR m.contact_id = $4)
  AND ($5::smallint IS NULL OR m.state = $5) AND ($7::timestamptz IS NULL OR m.received_at >= $7) AND ($8::timestamptz IS NULL OR m.received_at < $8)
ORDER BY m.number DESC LIMIT $6

-- name: retry
WITH again AS (
  UPDATE {schema}.inbound m SET lease = 0, state = 0, reason = NULL, due_at = (SELECT {schema}.clock()), attempts = 0, deaths = 0
  WHERE m.tenant = $1 AND m.state = 2 AND ($2::uuid IS NULL OR m.id = $2) AND ($3::uuid IS NULL OR m.contact_id = $3)
    AND ($4::timestamptz IS NULL OR m.received_at >= $4) AND ($5::timestamptz IS NULL OR m.received_at < $5) AND ($6::smallint IS NULL OR $6 = 2)
  RETURNING m.id, m.contact_id
), noted AS (
  INSERT INTO {schema}.audit (number, at, event, tenant, contact_id, actor_id, reason, detail)
  SELECT nextval('{schema}.entry_number'), (SELECT {schema}.clock()), $7, $1, a.contact_id, $8, $9, a.id::text FROM again a
)
SELECT count(*)::integer FROM again

-- name: erase
UPDATE {schema}.inbound SET content = '', raw = '', provider_message_id = NULL, state = 1, reason = $2, lease = 0 WHERE contact_id = $1

-- name: remove_old
WITH old AS (
  DELETE FROM {schema}.inbound m
  WHERE m.number = ANY (ARRAY(
    SELECT o.number FROM {schema}.inbound o WHERE o.state <> 0 AND o.received_at < (SELECT {schema}.clock()) - $1 ORDER BY o.received_at LIMIT $2))
    -- Not what an operator has let be tried again since.
    AND m.state <> 0
  RETURNING 1
)
SELECT count(*)::integer FROM old
