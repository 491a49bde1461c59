-- name: wake
SELECT pg_notify($1, $2);

-- name: listen
LISTEN "{channel}";

-- name: alive
SELECT 1;
