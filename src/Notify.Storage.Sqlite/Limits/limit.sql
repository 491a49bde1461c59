-- name: get
SELECT window, idle_at, grants FROM rate_limit WHERE key = ?1;

-- name: save
INSERT INTO rate_limit (key, window, idle_at, grants) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (key) DO UPDATE SET window = excluded.window, idle_at = excluded.idle_at, grants = excluded.grants;

-- name: some_keys
SELECT key, idle_at FROM rate_limit WHERE key > ?1 ORDER BY key LIMIT ?2;

-- name: drop
DELETE FROM rate_limit WHERE key = ?1;
