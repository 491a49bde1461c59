-- name: enqueue
SELECT key_number, notification_id, content_hash
FROM {schema}.enqueue($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24);
-- name: claim
-- What the flows of the deliveries are comes first, so that nothing is left to be asked once they are taken; flow is null in the rows of deliveries. Looked up as
-- they are by then: a flow that came while the claim was under way is not in what this statement sees by itself.
WITH claimed AS MATERIALIZED (SELECT * FROM {schema}.claim($1, $2, $3))
SELECT f.flow_id, ARRAY[f.tenant, f.channel, f.account, f.domain, f.template] AS flow, f.priority, NULL::bigint AS lease, NULL::timestamptz AS claimed_at,
  NULL::timestamptz AS ready_at, NULL::bigint AS number, NULL::uuid AS id, NULL::uuid AS contact_id, NULL::timestamptz AS queued_at,
  NULL::timestamptz AS expires_at, NULL::integer AS template_version, NULL::text AS locale, NULL::smallint AS attempts, NULL::text AS correlation_id,
  NULL::text AS campaign_id, NULL::text AS trace_parent, NULL::boolean AS has_quota, NULL::bytea AS payload, NULL::boolean AS is_probe
FROM {schema}.flows_now(ARRAY(SELECT DISTINCT c.flow_id FROM claimed c)) f
UNION ALL
SELECT c.flow_id, NULL, NULL, c.lease, c.claimed_at, c.ready_at, c.number, c.id, c.contact_id, c.queued_at, c.expires_at, c.template_version, c.locale,
  c.attempts, c.correlation_id, c.campaign_id, c.trace_parent, c.has_quota, c.payload, c.is_probe
FROM claimed c;
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
SELECT d.flow_id, d.first_at, d.now_at, d.last_seen_at, d.steady_since, {schema}.waiting_since(f.channel),
  ARRAY[f.tenant, f.channel, f.account, f.domain, f.template], f.priority
FROM {schema}.doubt_lines() d JOIN {schema}.flow f ON f.flow_id = d.flow_id;
-- name: in_doubt
SELECT id, doubt_at, attempts FROM {schema}.in_doubt($1, $2);
-- name: resend
SELECT count(*)::integer FROM {schema}.move_live($1, 1, $2, $3, p_from => '{8}', p_is_about_send => true, p_due_at => $4);
-- name: superseded
SELECT count(*)::integer FROM {schema}.end_live(
  ARRAY(SELECT l.id FROM unnest($1) AS u (id) JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id]) WHERE l.has_fallen_back ORDER BY u.id),
  11, $2, $3, p_from => '{8}', p_is_about_send => true);
-- name: give_up
SELECT count(*)::integer FROM {schema}.end_live($1, 7, $2, $3, p_from => '{8}', p_is_about_send => true);
