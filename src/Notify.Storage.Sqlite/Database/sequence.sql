-- name: read
SELECT value FROM sequence WHERE name = ?1;

-- name: next
UPDATE sequence SET value = value + 1 WHERE name = ?1 RETURNING value;

-- name: write
UPDATE sequence SET value = ?2 WHERE name = ?1;
