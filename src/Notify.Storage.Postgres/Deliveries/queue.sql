-- name: enqueue
SELECT key_number, notification_id, content_hash
FROM {schema}.enqueue($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22);
-- name: claim
SELECT lease, claimed_at, ready_at, number, id, contact_id, flow_id, queued_at, expires_at, template_version, locale, attempts,
  correlation_id, campaign_id, trace_parent, has_quota, payload, is_probe
FROM {schema}.claim($1, $2, $3);
-- name: clock
SELECT {schema}.clock();
-- name: mark
SELECT id, status, send, attempts FROM {schema}.mark($1, $2, $3);
-- name: settle
SELECT {schema}.settle($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);
-- name: settled
SELECT settled FROM {schema}.settled($1, $2, $3) settled;
-- name: recover
SELECT claims_returned, now_unconfirmed, expired, has_more, swept FROM {schema}.recover($1, $2, $3);
-- name: doubt_lines
SELECT d.flow_id, d.first_at, d.now_at, d.last_seen_at, d.steady_since, {schema}.waiting_since(f.channel)
FROM {schema}.doubt_lines() d JOIN {schema}.flow f ON f.flow_id = d.flow_id;
-- name: in_doubt
SELECT id, doubt_at, attempts FROM {schema}.in_doubt($1, $2);
-- name: resend
SELECT count(*)::integer FROM {schema}.move_live($1, 1, $2, $3, p_from => '{8}', p_is_about_send => true, p_due_at => $4);
-- name: superseded
SELECT count(*)::integer FROM {schema}.end_live(
  ARRAY(SELECT l.id FROM unnest($1) AS u (id) JOIN {schema}.live l ON l.id = u.id WHERE l.has_fallen_back ORDER BY l.id),
  11, $2, $3, p_from => '{8}', p_is_about_send => true);
-- name: give_up
SELECT count(*)::integer FROM {schema}.end_live($1, 7, $2, $3, p_from => '{8}', p_is_about_send => true);
