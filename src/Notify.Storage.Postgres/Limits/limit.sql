-- name: take
SELECT granted_at, refused FROM {schema}.take_limits($1, $2, $3, $4);
-- name: lock
SELECT now_at, key, span, grants FROM {schema}.lock_limits($1);
-- name: write
SELECT {schema}.write_limits($1, $2, $3, $4, $5, $6, $7);
