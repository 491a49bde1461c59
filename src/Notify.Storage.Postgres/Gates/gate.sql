-- name: closed
SELECT tenant, channel, account, domain, template, source, reason, closed_at, until
FROM {schema}.gate
WHERE until IS NULL OR until > {schema}.clock()
ORDER BY gate_id;

-- name: close
SELECT {schema}.close_gate($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: open
SELECT {schema}.open_gate($1, $2, $3, $4, $5, $6, $7, $8);
