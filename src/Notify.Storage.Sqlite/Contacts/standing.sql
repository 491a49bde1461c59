-- name: find
SELECT opted_out_at, opt_out_reason, channel_opt_outs, reason, actor FROM standing_opt_out WHERE hash = ?1;

-- name: save
INSERT INTO standing_opt_out (hash, opted_out_at, opt_out_reason, channel_opt_outs, reason, actor) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (hash) DO UPDATE SET
  opted_out_at = excluded.opted_out_at, opt_out_reason = excluded.opt_out_reason, channel_opt_outs = excluded.channel_opt_outs, reason = excluded.reason,
  actor = excluded.actor;

-- name: remove
DELETE FROM standing_opt_out WHERE hash = ?1;
