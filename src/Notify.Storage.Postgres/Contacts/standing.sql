-- name: lock
SELECT opted_out_at, opt_out_reason, channel_opt_outs, reason FROM {schema}.standing_opt_out WHERE hash = $1 FOR UPDATE

-- name: save
INSERT INTO {schema}.standing_opt_out (hash, opted_out_at, opt_out_reason, channel_opt_outs, reason, actor_id) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (hash) DO UPDATE SET
  opted_out_at = excluded.opted_out_at, opt_out_reason = excluded.opt_out_reason, channel_opt_outs = excluded.channel_opt_outs, reason = excluded.reason,
  actor_id = excluded.actor_id

-- name: remove
DELETE FROM {schema}.standing_opt_out WHERE hash = $1
