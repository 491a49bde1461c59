-- name: lapsed
SELECT row FROM delivery INDEXED BY delivery_held
WHERE lease_end IS NOT NULL AND lease_end <= ?1 AND state = ?2 ORDER BY lease_end LIMIT ?3;

-- name: expiring
SELECT row FROM delivery INDEXED BY delivery_expiring
WHERE state = 1 AND expires_at IS NOT NULL AND expires_at <= ?1 ORDER BY expires_at LIMIT ?2;

-- name: waiting_expiring
SELECT row FROM delivery INDEXED BY delivery_waiting_expiring
WHERE state = 12 AND expires_at IS NOT NULL AND expires_at <= ?1 ORDER BY expires_at LIMIT ?2;

-- name: next_flow_in_doubt
SELECT flow_id FROM delivery INDEXED BY delivery_in_doubt
WHERE state = 8 AND flow_id > ?1 ORDER BY flow_id LIMIT 1;

-- name: in_doubt
SELECT row FROM delivery INDEXED BY delivery_in_doubt
WHERE state = 8 AND flow_id = ?1 ORDER BY updated_at, row LIMIT ?2;
