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
SELECT id, primary_id, falls_after FROM delivery INDEXED BY delivery_firing
WHERE state = 12 AND fires_at IS NOT NULL AND fires_at <= ?1 ORDER BY fires_at LIMIT ?2;

-- name: fall_back
UPDATE delivery SET has_fallen_back = 1 WHERE id = ?1;

-- name: never_took_over
SELECT 1 FROM delivery h LEFT JOIN delivery p ON p.id = h.primary_id
WHERE h.row = ?1 AND h.primary_id IS NOT NULL AND coalesce(p.has_fallen_back, 0) = 0;
