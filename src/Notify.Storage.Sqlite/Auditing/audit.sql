-- name: add
INSERT INTO audit (subject, number, at, event, tenant, contact_id, send, reason, error_code, detail, actor)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);

-- name: by_notification
SELECT subject, at, event, tenant, contact_id, send, reason, error_code, detail, actor
FROM audit WHERE subject BETWEEN ?2 AND ?3 AND tenant = ?1
ORDER BY number;

-- name: by_correlation
SELECT subject, at, event, tenant, contact_id, send, reason, error_code, detail, actor
FROM audit WHERE subject IN (SELECT id FROM delivery WHERE correlation_id = ?2 AND +tenant = ?1) AND tenant = ?1
ORDER BY number;

-- name: by_contact
SELECT subject, at, event, tenant, contact_id, send, reason, error_code, detail, actor
FROM audit WHERE subject IN (SELECT ?2 UNION ALL SELECT id FROM delivery WHERE contact_id = ?2 AND +tenant = ?1) AND tenant = ?1
ORDER BY number;
