-- name: precede
UPDATE delivery SET fallback_id = ?2 WHERE id = ?1;

-- name: hold
UPDATE delivery SET primary_id = ?2, falls_after = ?3, unsent_after = ?4, fires_at = due_at + ?4,
  falls_from = (SELECT f.channel FROM delivery p JOIN flow f ON f.flow_id = p.flow_id WHERE p.id = ?2) WHERE id = ?1;

-- name: await_delivery
UPDATE delivery SET fires_at = ?2 + falls_after, falls_after = NULL, unsent_after = NULL WHERE id = ?1 AND state = 12 AND falls_after IS NOT NULL;

-- name: postpone
UPDATE delivery SET fires_at = ?2 + unsent_after WHERE id = ?1 AND state = 12 AND unsent_after IS NOT NULL;

-- name: fire_at
UPDATE delivery SET fires_at = ?2 WHERE id = ?1;

-- name: awaited_channels
WITH RECURSIVE channel (name) AS (
  SELECT (
    SELECT falls_from FROM delivery INDEXED BY delivery_awaited
    WHERE state = 12 AND fires_at IS NOT NULL AND falls_after IS NULL AND falls_from >= '' ORDER BY falls_from LIMIT 1)
  UNION ALL
  SELECT (
    SELECT falls_from FROM delivery INDEXED BY delivery_awaited
    WHERE state = 12 AND fires_at IS NOT NULL AND falls_after IS NULL AND falls_from > c.name ORDER BY falls_from LIMIT 1)
  FROM channel c WHERE c.name IS NOT NULL
)
SELECT c.name FROM channel c WHERE c.name IS NOT NULL;

-- name: may_tell_since
-- From when on what came in over a channel may still tell of deliveries: the oldest webhook that holds up fallbacks, for as long as FallbackRules say.
SELECT min(received_at) FROM (
  SELECT min(received_at) AS received_at FROM webhook INDEXED BY webhook_unread
  WHERE state = 0 AND reason IS NULL AND channel = ?1 AND attempts < 5 AND received_at > ?2
  UNION ALL
  SELECT min(received_at) FROM webhook INDEXED BY webhook_refused
  WHERE state = 0 AND reason IS NOT NULL AND channel = ?1 AND attempts < 5 AND received_at > ?3);

-- name: awaited
-- Those of a channel end in the order of their times, so all that a webhook holds up are one end of the index.
SELECT id, primary_id, falls_after, fires_at FROM delivery INDEXED BY delivery_awaited
WHERE state = 12 AND fires_at IS NOT NULL AND falls_after IS NULL AND falls_from = ?1 AND fires_at <= ?2 AND fires_at < ?3 ORDER BY fires_at LIMIT ?4;

-- name: unsent
-- One under its mark has its time to be delivered in first.
SELECT h.id, h.primary_id, h.falls_after, h.fires_at
FROM delivery h INDEXED BY delivery_unsent LEFT JOIN delivery p ON p.id = h.primary_id AND p.state = 3
WHERE h.state = 12 AND h.fires_at IS NOT NULL AND h.falls_after IS NOT NULL AND h.fires_at <= ?1
  AND (p.id IS NULL OR NOT (
    EXISTS (
      SELECT 1 FROM webhook w INDEXED BY webhook_unread
      WHERE w.state = 0 AND w.reason IS NULL AND w.channel = h.falls_from AND w.attempts < 5 AND w.received_at > ?3
        AND w.received_at <= max(h.fires_at, p.updated_at + h.falls_after))
    OR EXISTS (
      SELECT 1 FROM webhook w INDEXED BY webhook_refused
      WHERE w.state = 0 AND w.reason IS NOT NULL AND w.channel = h.falls_from AND w.attempts < 5 AND w.received_at > ?4
        AND w.received_at <= max(h.fires_at, p.updated_at + h.falls_after))))
ORDER BY h.fires_at LIMIT ?2;

-- name: fall_back
UPDATE delivery SET has_fallen_back = 1 WHERE id = ?1;

-- name: never_took_over
SELECT 1 FROM delivery h LEFT JOIN delivery p ON p.id = h.primary_id
WHERE h.row = ?1 AND h.primary_id IS NOT NULL AND coalesce(p.has_fallen_back, 0) = 0;
