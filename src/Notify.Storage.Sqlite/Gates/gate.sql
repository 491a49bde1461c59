-- name: all
SELECT gate_id, tenant, channel, account, domain, template, country, source, reason, closed_at, until, mends, refusals, probe_id, probe_lease, probe_until
FROM gate;

-- name: add
INSERT INTO gate (tenant, channel, account, domain, template, country, source, reason, closed_at, until, mends, refusals)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

-- name: remove
DELETE FROM gate WHERE gate_id = ?1;

-- name: try
UPDATE gate SET probe_id = ?2, probe_lease = ?3, probe_until = ?4 WHERE gate_id = ?1;

-- name: is_held
SELECT 1 FROM delivery WHERE id = ?1 AND lease = ?2 AND state IN (2, 3);

-- name: last_word
SELECT said_at FROM gate_word WHERE tenant IS ?1 AND channel IS ?2 AND account IS ?3 AND domain IS ?4 AND template IS ?5 AND country IS ?6 AND source = ?7;

-- name: forget_word
DELETE FROM gate_word WHERE tenant IS ?1 AND channel IS ?2 AND account IS ?3 AND domain IS ?4 AND template IS ?5 AND country IS ?6 AND source = ?7;

-- name: add_word
INSERT INTO gate_word (tenant, channel, account, domain, template, country, source, said_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
