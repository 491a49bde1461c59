-- name: find
SELECT flow_id FROM flow
WHERE tenant = ?1 AND channel = ?2 AND account = ?3 AND domain = ?4 AND template = ?5 AND priority = ?6;

-- name: add
INSERT INTO flow (tenant, channel, account, domain, template, priority) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: get
SELECT tenant, channel, account, domain, template, priority FROM flow WHERE flow_id = ?1;
