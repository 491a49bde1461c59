-- name: get
SELECT next_at FROM pace WHERE channel = ?1 AND account = ?2;

-- name: all
SELECT channel, account, next_at, per_second FROM pace;

-- name: save
INSERT INTO pace (channel, account, next_at, per_second) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (channel, account) DO UPDATE SET next_at = excluded.next_at, per_second = excluded.per_second;

-- name: give_back
UPDATE pace SET next_at = ?4 WHERE channel = ?1 AND account = ?2 AND next_at = ?3;
