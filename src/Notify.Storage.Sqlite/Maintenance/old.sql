-- name: deliveries
SELECT row, id, flow_id, state, queued_at, updated_at FROM delivery WHERE row > ?1 ORDER BY row LIMIT ?2;

-- name: drop_delivery
DELETE FROM delivery WHERE row = ?1;

-- name: drop_payload
DELETE FROM payload WHERE row = ?1;

-- name: drop_trail
DELETE FROM audit WHERE subject = ?1;

-- name: receipts
SELECT receipt_id, stored_at FROM receipt ORDER BY receipt_id LIMIT ?1;

-- name: drop_receipts
DELETE FROM receipt WHERE receipt_id <= ?1;

-- name: drop_other_audit
DELETE FROM audit WHERE (subject, number) IN (
  SELECT subject, number FROM audit INDEXED BY audit_other WHERE (contact_id IS NULL OR contact_id = subject) AND at < ?1 ORDER BY at LIMIT ?2);
