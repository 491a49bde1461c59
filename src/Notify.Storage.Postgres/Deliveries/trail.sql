-- name: all
-- Planned for what is given ($2 and $3, $4, or $5), so that each search has its index.
WITH message AS MATERIALIZED (
  SELECT m.id, m.queued_at, m.number, m.contact_id, m.primary_id
  FROM {schema}.message m
  WHERE ($2::uuid IS NULL OR m.id BETWEEN $2 AND $3) AND ($4::text IS NULL OR m.correlation_id = $4) AND ($5::uuid IS NULL OR m.contact_id = $5)
    AND (SELECT f.tenant FROM {schema}.flow f WHERE f.flow_id = m.flow_id) = $1
)
SELECT 0 AS source, m.number, m.queued_at AS at, m.id, m.contact_id, (CASE WHEN m.primary_id IS NULL THEN 1 ELSE 12 END)::smallint AS state, NULL AS event, 0::smallint AS send, 0::smallint AS sends,
  NULL AS reason, NULL AS error_code, NULL AS detail, 'app' AS actor, NULL AS worker, NULL::timestamptz AS claimed_at, NULL::timestamptz AS marked_at,
  NULL AS note
FROM message m
UNION ALL
SELECT 1, h.number, h.at, h.id, m.contact_id, h.state, h.event, h.send, h.sends, h.reason, h.entry_code, h.entry_detail, a.name, w.name,
  h.claimed_at, h.marked_at, h.note
FROM message m
JOIN {schema}.history h ON h.id = ANY (ARRAY[m.id]) AND h.queued_at = m.queued_at
JOIN {schema}.actor a ON a.actor_id = h.actor_id
LEFT JOIN {schema}.actor w ON w.actor_id = h.worker_id
UNION ALL
SELECT 2, 9223372036854775807, l.claimed_at, l.id, m.contact_id, l.state, NULL, 0::smallint, l.sends, NULL, NULL, NULL, NULL, w.name,
  l.claimed_at, l.marked_at, l.note
FROM message m
JOIN {schema}.live l ON l.id = ANY (ARRAY[m.id])
LEFT JOIN {schema}.lease c ON c.lease = l.lease
LEFT JOIN {schema}.actor w ON w.actor_id = c.actor_id
WHERE l.lease <> 0
UNION ALL
SELECT 3, d.number, d.at, NULL, d.contact_id, 0::smallint, d.event, 0::smallint, 0::smallint, d.reason, NULL, d.detail, a.name, NULL, NULL, NULL, NULL
FROM {schema}.audit d
JOIN {schema}.actor a ON a.actor_id = d.actor_id
WHERE d.contact_id = $5 AND d.tenant = $1
