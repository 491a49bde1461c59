-- name: add
INSERT INTO {schema}.audit (number, at, event, tenant, contact_id, actor_id, reason, detail)
VALUES (nextval('{schema}.entry_number'), {schema}.clock(), $1, $2, $3, $4, $5, $6)
