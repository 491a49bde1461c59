-- name: add
INSERT INTO flow_count (flow_id, state, deliveries) VALUES (?1, ?2, ?3)
ON CONFLICT (flow_id, state) DO UPDATE SET deliveries = deliveries + excluded.deliveries;

-- name: all
SELECT c.flow_id, c.state, c.deliveries,
  CASE c.state WHEN 1 THEN (SELECT min(due_at) FROM delivery INDEXED BY delivery_queued WHERE state = 1 AND flow_id = c.flow_id) END
FROM flow_count c JOIN flow f ON f.flow_id = c.flow_id
WHERE c.deliveries > 0 AND (?1 IS NULL OR f.tenant = ?1) AND (?2 IS NULL OR c.state = ?2);

-- name: of_tenant
SELECT coalesce(sum(c.deliveries), 0) FROM flow f JOIN flow_count c ON c.flow_id = f.flow_id WHERE f.tenant = ?1 AND c.state = ?2;
