-- name: ids
SELECT place, flow_id FROM {schema}.flow_ids($1, $2, $3, $4, $5, $6);

-- name: find
SELECT flow_id FROM {schema}.flow
WHERE tenant = $1 AND channel = $2 AND account = $3 AND domain = $4 AND template = $5 AND priority = $6;

-- name: keys
SELECT flow_id, tenant, channel, account, domain, template, priority FROM {schema}.flow WHERE flow_id = ANY ($1);
