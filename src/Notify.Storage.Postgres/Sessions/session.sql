-- name: prolong
UPDATE {schema}.session s SET
  last_channel = $2, active_at = (SELECT {schema}.clock()), expires_at = greatest(s.expires_at, (SELECT {schema}.clock()) + $3), version = s.version + 1
WHERE s.contact_id = $1 AND s.status <> 2 AND s.expires_at > (SELECT {schema}.clock())
RETURNING s.id, s.tenant, s.contact_id, s.status, s.started_over, s.last_channel, s.started_at, s.active_at, s.expires_at, s.ended_at, s.version, s.summary_id,
  s.context::text

-- name: lock_person
SELECT l.id FROM {schema}.lock_contact($1) AS l (id) WHERE l.id IS NOT NULL

-- name: is_erased
SELECT c.kind = 'erased' FROM {schema}.contact c WHERE c.id = $1

-- name: close_expired
UPDATE {schema}.session s SET status = 2, ended_at = s.expires_at, version = s.version + 1
WHERE s.contact_id = $1 AND s.status <> 2 AND s.expires_at <= (SELECT {schema}.clock())

-- name: add
INSERT INTO {schema}.session AS s (id, tenant, contact_id, status, started_over, last_channel, started_at, active_at, expires_at, version)
SELECT $1, $2, $3, 0, $4, $4, greatest(least(coalesce($6, now.at), now.at), l.ended_at), now.at, now.at + $5, 1
FROM (SELECT {schema}.clock() AS at) now, (SELECT max(o.ended_at) AS ended_at FROM {schema}.session o WHERE o.contact_id = $3) l
ON CONFLICT (contact_id) WHERE status <> 2 DO UPDATE SET
  last_channel = excluded.last_channel, active_at = excluded.active_at, expires_at = greatest(s.expires_at, excluded.expires_at), version = s.version + 1
RETURNING s.id, s.tenant, s.contact_id, s.status, s.started_over, s.last_channel, s.started_at, s.active_at, s.expires_at, s.ended_at, s.version, s.summary_id,
  s.context::text

-- name: get
SELECT s.id, s.tenant, s.contact_id, s.status, s.started_over, s.last_channel, s.started_at, s.active_at, s.expires_at, s.ended_at, s.version, s.summary_id,
  s.context::text
FROM {schema}.session s WHERE s.id = ANY ($1)

-- name: change
UPDATE {schema}.session s SET
  context = ($2::jsonb || s.context || $3::jsonb) - $4::text[],
  status = coalesce($5, s.status),
  ended_at = CASE WHEN $5 = 2 AND s.status <> 2 THEN least((SELECT {schema}.clock()), s.expires_at) ELSE s.ended_at END,
  summary_id = coalesce($6, s.summary_id),
  version = s.version + 1
WHERE s.id = $1
  AND ($7::bigint IS NULL OR s.version = $7)
  AND ((s.status <> 2 AND s.expires_at > (SELECT {schema}.clock())) OR (coalesce($5, 2) = 2 AND $6::uuid IS NULL))
  AND length(((($2::jsonb || s.context || $3::jsonb) - $4::text[]))::text) <= $8
RETURNING s.id, s.tenant, s.contact_id, s.status, s.started_over, s.last_channel, s.started_at, s.active_at, s.expires_at, s.ended_at, s.version, s.summary_id,
  s.context::text

-- name: refused
SELECT s.id, s.tenant, s.contact_id, s.status, s.started_over, s.last_channel, s.started_at, s.active_at, s.expires_at, s.ended_at, s.version, s.summary_id,
  s.context::text,
  CASE
    WHEN s.version <> $2::bigint THEN 2
    WHEN (s.status = 2 OR s.expires_at <= (SELECT {schema}.clock())) AND $3 THEN 3
    ELSE 4
  END
FROM {schema}.session s WHERE s.id = $1

-- name: page_of_contact
SELECT s.id, s.tenant, s.contact_id, s.status, s.started_over, s.last_channel, s.started_at, s.active_at, s.expires_at, s.ended_at, s.version, s.summary_id,
  s.context::text
FROM {schema}.session s
WHERE s.contact_id = $4 AND s.tenant = $1 AND s.id < $2 AND ($3::smallint IS NULL OR s.status = $3)
ORDER BY s.id DESC LIMIT $5

-- name: page
SELECT s.id, s.tenant, s.contact_id, s.status, s.started_over, s.last_channel, s.started_at, s.active_at, s.expires_at, s.ended_at, s.version, s.summary_id,
  s.context::text
FROM {schema}.session s
WHERE s.tenant = $1 AND s.id < $2 AND ($3::smallint IS NULL OR s.status = $3)
ORDER BY s.id DESC LIMIT $4

-- name: clean_up
-- Arrays, which are filled once: a plan may ask a sub-select again for each row, and what is done already does not count for its limit.
WITH expired AS (
  UPDATE {schema}.session s SET status = 2, ended_at = s.expires_at, version = s.version + 1
  WHERE s.id = ANY (ARRAY(
    SELECT o.id FROM {schema}.session o WHERE o.status <> 2 AND o.expires_at <= (SELECT {schema}.clock())
    ORDER BY o.expires_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED))
  RETURNING 1
), old AS (
  DELETE FROM {schema}.session s
  WHERE s.id = ANY (ARRAY(
    SELECT o.id FROM {schema}.session o WHERE o.status = 2 AND o.ended_at <= (SELECT {schema}.clock()) - $1
    ORDER BY o.ended_at LIMIT $2 FOR UPDATE SKIP LOCKED))
  RETURNING 1
)
SELECT (SELECT count(*) FROM expired)::integer, (SELECT count(*) FROM old)::integer

-- name: erase
DELETE FROM {schema}.session WHERE contact_id = $1
