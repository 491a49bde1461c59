-- name: wake
SELECT pg_notify($1, '');

-- name: listen
LISTEN "{channel}";

-- name: alive
SELECT 1;
