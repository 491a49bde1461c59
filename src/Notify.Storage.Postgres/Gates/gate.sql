-- name: closed
SELECT tenant, channel, account, domain, template, country, source, reason, closed_at, until, mends, refusals, probe_id, probe_lease, probe_until
FROM {schema}.gate
WHERE until IS NULL OR until > {schema}.clock() OR (mends IS NOT NULL AND country IS NULL)
ORDER BY gate_id;

-- name: close
SELECT {schema}.close_gate($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: open
SELECT {schema}.open_gate($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: hear
SELECT {schema}.hear_gate($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: mend
SELECT tenant, channel, account, domain, template, country, source, reason, closed_at, until, mends, refusals, probe_id, probe_lease, probe_until
FROM {schema}.mend_gates($1);

-- name: note_opened
SELECT {schema}.note_opened($1, $2, $3, $4);
