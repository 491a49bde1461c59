-- name: precede
UPDATE delivery SET fallback_id = ?2 WHERE id = ?1;

-- name: hold
UPDATE delivery SET primary_id = ?2, falls_after = ?3, unsent_after = ?4, fires_at = due_at + ?4 WHERE id = ?1;

-- name: await_delivery
UPDATE delivery SET fires_at = ?2 + falls_after, falls_after = NULL, unsent_after = NULL WHERE id = ?1 AND state = 12 AND falls_after IS NOT NULL;

-- name: postpone
UPDATE delivery SET fires_at = ?2 + unsent_after WHERE id = ?1 AND state = 12 AND unsent_after IS NOT NULL;

-- name: fire_at
UPDATE delivery SET fires_at = ?2 WHERE id = ?1;

-- name: due
-- One whose delivery is waited for is passed over while a webhook that came by the end of its time may still tell of it: for as long as FallbackRules say.
SELECT h.id, h.primary_id, h.falls_after
FROM delivery h INDEXED BY delivery_firing LEFT JOIN delivery p ON p.id = h.primary_id LEFT JOIN flow f ON f.flow_id = p.flow_id
WHERE h.state = 12 AND h.fires_at IS NOT NULL AND h.fires_at <= ?1
  AND NOT ((h.falls_after IS NULL OR p.state = 3) AND (
    EXISTS (
      SELECT 1 FROM webhook w INDEXED BY webhook_unread
      WHERE w.state = 0 AND w.reason IS NULL AND w.channel = f.channel AND w.attempts < 5 AND w.received_at > ?3
        AND w.received_at <= max(h.fires_at, iif(p.state = 3, coalesce(p.updated_at + h.falls_after, 0), 0)))
    OR EXISTS (
      SELECT 1 FROM webhook w INDEXED BY webhook_refused
      WHERE w.state = 0 AND w.reason IS NOT NULL AND w.channel = f.channel AND w.attempts < 5 AND w.received_at > ?4
        AND w.received_at <= max(h.fires_at, iif(p.state = 3, coalesce(p.updated_at + h.falls_after, 0), 0)))))
ORDER BY h.fires_at LIMIT ?2;

-- name: fall_back
UPDATE delivery SET has_fallen_back = 1 WHERE id = ?1;

-- name: never_took_over
SELECT 1 FROM delivery h LEFT JOIN delivery p ON p.id = h.primary_id
WHERE h.row = ?1 AND h.primary_id IS NOT NULL AND coalesce(p.has_fallen_back, 0) = 0;
