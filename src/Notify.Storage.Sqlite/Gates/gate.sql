-- name: all
SELECT gate_id, tenant, channel, account, domain, template, source, reason, closed_at, until FROM gate;

-- name: add
INSERT INTO gate (tenant, channel, account, domain, template, source, reason, closed_at, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: remove
DELETE FROM gate WHERE gate_id = ?1;
