-- name: store
INSERT INTO {schema}.webhook (received_at, due_at, channel, reader, route, body)
SELECT (SELECT {schema}.clock()), (SELECT {schema}.clock()), u.channel, u.reader, u.route, u.body
FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS u (channel, reader, route, body, place) ORDER BY u.place

-- name: claim
WITH due AS MATERIALIZED (
  SELECT w.number, octet_length(w.body) AS bytes FROM {schema}.webhook w
  WHERE w.state = 0 AND w.due_at <= (SELECT {schema}.clock()) ORDER BY w.number LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED
), fit AS MATERIALIZED (
  SELECT d.number, sum(d.bytes) OVER (ORDER BY d.number) <= $3 OR row_number() OVER (ORDER BY d.number) = 1 AS fits FROM due d
), lease AS MATERIALIZED (
  SELECT nextval('{schema}.lease_number') AS number
)
UPDATE {schema}.webhook w
SET lease = l.number, due_at = (SELECT {schema}.clock()) + $2, attempts = w.attempts + 1, deaths = w.deaths + (w.lease <> 0)::integer
FROM fit f CROSS JOIN lease l
WHERE w.number = ANY (ARRAY[f.number]) AND f.fits
RETURNING w.number, w.channel, w.reader, w.route, w.body, w.received_at, w.attempts, w.lease, w.deaths, w.refusals

-- name: done
WITH gone AS (
  DELETE FROM {schema}.webhook w USING unnest($2) AS u (number) WHERE w.number = ANY (ARRAY[u.number]) AND w.lease = $1 RETURNING w.number, w.received_at
), person AS MATERIALIZED (
  -- Locked: one who is being erased is waited for.
  SELECT c.id, c.erased_at FROM {schema}.contact c WHERE c.id = ANY ($6) ORDER BY c.id FOR SHARE
), new AS MATERIALIZED (
  SELECT u.*, nextval('{schema}.inbound_number_seq') AS number
  FROM (
    SELECT m.*, coalesce(g.received_at < p.erased_at, false) AS is_erased FROM unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) WITH ORDINALITY
      AS m (webhook, id, tenant, contact_id, channel, account, provider_message_id, kind, sent_at, content, raw, place)
    JOIN gone g ON g.number = m.webhook LEFT JOIN person p ON p.id = m.contact_id ORDER BY m.place) u
)
-- Numbered as they came, stored in the order of their ids: two workers with the same messages wait for each other in one order.
INSERT INTO {schema}.inbound (number, id, tenant, contact_id, channel, account, provider_message_id, kind, sent_at, received_at, due_at, state, reason,
  content, raw)
OVERRIDING SYSTEM VALUE
SELECT n.number, n.id, n.tenant, n.contact_id, n.channel, n.account, CASE WHEN NOT n.is_erased THEN n.provider_message_id END, n.kind, n.sent_at,
  (SELECT {schema}.clock()), (SELECT {schema}.clock()), CASE WHEN n.is_erased THEN 1 ELSE 0 END, CASE WHEN n.is_erased THEN 'erased' END,
  CASE WHEN n.is_erased THEN '' ELSE n.content END, CASE WHEN n.is_erased THEN '' ELSE n.raw END
FROM new n ORDER BY n.id, n.number
ON CONFLICT (id) DO NOTHING
RETURNING id

-- name: put_off
UPDATE {schema}.webhook w
SET lease = 0, state = u.state, due_at = (SELECT {schema}.clock()) + u.retry_in, attempts = w.attempts - u.returned,
  reason = CASE WHEN u.state = 0 AND u.reason IS NULL THEN w.reason ELSE u.reason END,
  deaths = CASE WHEN u.state = 0 AND u.reason IS NULL THEN w.deaths ELSE 0 END,
  refusals = w.refusals + u.refused
FROM unnest($2, $3, $4, $5, $6, $7) AS u (number, state, reason, retry_in, returned, refused)
WHERE w.number = ANY (ARRAY[u.number]) AND w.lease = $1

-- name: dead
SELECT w.number, w.channel, w.reader, w.route, w.body, w.received_at, w.attempts, w.reason
FROM {schema}.webhook w WHERE w.state = 2 AND w.number < $1 ORDER BY w.number DESC LIMIT $2

-- name: retry
WITH again AS (
  UPDATE {schema}.webhook w SET lease = 0, state = 0, reason = NULL, due_at = (SELECT {schema}.clock()), attempts = 0, deaths = 0, refusals = 0
  WHERE w.state = 2 AND ($1::bigint[] IS NULL OR w.number = ANY ($1)) RETURNING w.number
), noted AS (
  INSERT INTO {schema}.audit (number, at, event, tenant, actor_id, reason, detail)
  SELECT nextval('{schema}.entry_number'), (SELECT {schema}.clock()), $2, '', $3, $4, a.number::text FROM again a
)
SELECT count(*)::integer FROM again

-- name: count
SELECT
  (SELECT count(*) FROM {schema}.webhook WHERE state = 0),
  (SELECT min(received_at) FROM {schema}.webhook WHERE state = 0),
  (SELECT count(*) FROM {schema}.inbound WHERE state = 0),
  (SELECT count(*) FROM {schema}.webhook WHERE state = 2),
  (SELECT count(*) FROM {schema}.inbound WHERE state = 2)

-- name: remove_old
WITH old AS (
  DELETE FROM {schema}.webhook w
  WHERE w.number = ANY (ARRAY(
    SELECT o.number FROM {schema}.webhook o WHERE o.state = 2 AND o.received_at < (SELECT {schema}.clock()) - $1 ORDER BY o.number LIMIT $2))
    -- Not what an operator has let be tried again since.
    AND w.state = 2
  RETURNING 1
)
SELECT count(*)::integer FROM old
