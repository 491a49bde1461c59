-- name: get
SELECT tenant, most, period, started_at, used FROM quota WHERE tenant = ?1;

-- name: all
SELECT tenant, most, period, started_at, used FROM quota ORDER BY tenant;

-- name: save
INSERT INTO quota (tenant, most, period, started_at, used) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (tenant) DO UPDATE SET most = excluded.most, period = excluded.period, started_at = excluded.started_at, used = excluded.used;

-- name: remove
DELETE FROM quota WHERE tenant = ?1;
