-- name: add
INSERT INTO webhook (channel, reader, route, received_at, due_at, body) VALUES (?1, ?2, ?3, ?4, ?4, ?5);

-- name: due
SELECT number, channel, reader, route, received_at, attempts, body, deaths + (lease <> 0), refusals FROM webhook INDEXED BY webhook_waiting
WHERE state = 0 AND due_at <= ?1 ORDER BY number LIMIT ?2;

-- name: claim
UPDATE webhook SET lease = ?2, due_at = ?3, attempts = attempts + 1, deaths = deaths + (lease <> 0) WHERE number = ?1;

-- name: remove
DELETE FROM webhook WHERE number = ?1 AND lease = ?2 RETURNING received_at;

-- name: settle
UPDATE webhook SET lease = 0, state = ?3, due_at = ?5, attempts = attempts - ?6,
  reason = iif(?3 = 0 AND ?4 IS NULL, reason, ?4), deaths = iif(?3 = 0 AND ?4 IS NULL, deaths, 0),
  refusals = refusals + ?7 WHERE number = ?1 AND lease = ?2;

-- name: waiting_since
SELECT min(received_at) FROM (
  SELECT * FROM (
    SELECT received_at FROM webhook INDEXED BY webhook_unread WHERE state = 0 AND reason IS NULL AND channel = ?1 AND attempts < 5 ORDER BY received_at LIMIT 1)
  UNION ALL SELECT * FROM (
    SELECT received_at FROM webhook INDEXED BY webhook_refused WHERE state = 0 AND reason IS NOT NULL AND channel = ?1 AND attempts < 5 ORDER BY received_at LIMIT 1));

-- name: oldest
SELECT received_at FROM webhook INDEXED BY webhook_waiting WHERE state = 0 ORDER BY number LIMIT 1;

-- name: count
SELECT count(*) FROM webhook INDEXED BY webhook_waiting WHERE state = 0;

-- name: count_dead
SELECT count(*) FROM webhook INDEXED BY webhook_dead WHERE state = 2;

-- name: dead
SELECT number, channel, reader, route, received_at, attempts, body, reason FROM webhook INDEXED BY webhook_dead
WHERE state = 2 AND number < ?1 ORDER BY number DESC LIMIT ?2;

-- name: retry
UPDATE webhook SET state = 0, reason = NULL, lease = 0, attempts = 0, deaths = 0, refusals = 0, due_at = ?2 WHERE number = ?1 AND state = 2;

-- name: retry_all
UPDATE webhook SET state = 0, reason = NULL, lease = 0, attempts = 0, deaths = 0, refusals = 0, due_at = ?1 WHERE state = 2 RETURNING number;

-- name: remove_old
DELETE FROM webhook WHERE number IN (SELECT number FROM webhook INDEXED BY webhook_dead WHERE state = 2 AND received_at < ?1 ORDER BY number LIMIT ?2);
