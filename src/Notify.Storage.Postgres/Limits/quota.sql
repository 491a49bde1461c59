-- name: read
SELECT tenant, most, period, ends_at, used FROM {schema}.quota WHERE $1::text IS NULL OR tenant = $1 ORDER BY tenant

-- name: lock
SELECT tenant, most, period, ends_at, used FROM {schema}.quota WHERE tenant = ANY ($1) ORDER BY tenant FOR UPDATE

-- name: now
SELECT {schema}.clock()

-- name: save
UPDATE {schema}.quota q SET ends_at = u.ends_at, used = u.used
FROM unnest($1, $2, $3) AS u (tenant, ends_at, used) WHERE q.tenant = u.tenant

-- name: set
INSERT INTO {schema}.quota (tenant, most, period, ends_at, used) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (tenant) DO UPDATE SET most = excluded.most, period = excluded.period, ends_at = excluded.ends_at, used = excluded.used

-- name: remove
DELETE FROM {schema}.quota WHERE tenant = $1
