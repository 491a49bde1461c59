-- name: queued
-- All of the flow that is live, less what workers hold, what is in doubt and what waits for another: none of the indexes has the state.
WITH held AS MATERIALIZED (
  SELECT l.flow_id, count(*) AS deliveries
  FROM {schema}.lease c CROSS JOIN LATERAL unnest(c.deliveries) AS d (id) JOIN {schema}.live l ON l.id = ANY (ARRAY[d.id]) AND l.lease = c.lease
  GROUP BY l.flow_id
)
SELECT f.flow_id, $2, n.deliveries, o.ready_at
FROM {schema}.flow f
LEFT JOIN held h ON h.flow_id = f.flow_id
CROSS JOIN LATERAL (
  SELECT (SELECT count(*) FROM {schema}.live l WHERE l.flow_id = f.flow_id) - coalesce(h.deliveries, 0)
    - (SELECT count(*) FROM {schema}.live l WHERE l.flow_id = f.flow_id AND l.doubt_at IS NOT NULL)
    - (SELECT count(*) FROM {schema}.live l WHERE l.flow_id = f.flow_id AND l.primary_id IS NOT NULL) AS deliveries
) n
CROSS JOIN LATERAL (
  SELECT l.ready_at FROM {schema}.live l WHERE l.flow_id = f.flow_id AND l.lease = 0 ORDER BY l.ready_at LIMIT 1
) o
WHERE ($1::text IS NULL OR f.tenant = $1) AND n.deliveries > 0

-- name: held
SELECT l.flow_id, $2, count(*), NULL::timestamptz
FROM {schema}.lease c
CROSS JOIN LATERAL unnest(c.deliveries) AS d (id)
JOIN {schema}.live l ON l.id = ANY (ARRAY[d.id]) AND l.lease = c.lease
JOIN {schema}.flow f ON f.flow_id = ANY (ARRAY[l.flow_id])
WHERE l.state = $2 AND ($1::text IS NULL OR f.tenant = $1)
GROUP BY l.flow_id

-- name: in_doubt
SELECT f.flow_id, $2, n.deliveries, NULL::timestamptz
FROM {schema}.flow f
CROSS JOIN LATERAL (SELECT count(*) AS deliveries FROM {schema}.live l WHERE l.flow_id = f.flow_id AND l.doubt_at IS NOT NULL) n
WHERE ($1::text IS NULL OR f.tenant = $1) AND n.deliveries > 0

-- name: waiting
SELECT f.flow_id, $2, n.deliveries, NULL::timestamptz
FROM {schema}.flow f
CROSS JOIN LATERAL (SELECT count(*) AS deliveries FROM {schema}.live l WHERE l.flow_id = f.flow_id AND l.primary_id IS NOT NULL) n
WHERE ($1::text IS NULL OR f.tenant = $1) AND n.deliveries > 0

-- name: ended
SELECT f.flow_id, $2, n.deliveries, NULL::timestamptz
FROM {schema}.flow f
CROSS JOIN LATERAL (SELECT count(*) AS deliveries FROM {schema}.ended e WHERE e.flow_id = f.flow_id AND e.state = $2) n
WHERE ($1::text IS NULL OR f.tenant = $1) AND n.deliveries > 0

-- name: all
-- The newest row of what is not live, and what is live.
SELECT c.flow_id, c.state, c.deliveries, c.oldest
FROM (
  SELECT h.flow_id, h.state, count(*) AS deliveries, NULL::timestamptz AS oldest
  FROM (SELECT DISTINCT ON (id) id, flow_id, state FROM {schema}.history ORDER BY id, number DESC) h
  WHERE (SELECT l.id FROM {schema}.live l WHERE l.id = h.id) IS NULL
  GROUP BY h.flow_id, h.state
  UNION ALL
  SELECT l.flow_id, l.state, count(*), min(l.ready_at) FILTER (WHERE l.state = 1) FROM {schema}.live l GROUP BY l.flow_id, l.state
) c
JOIN {schema}.flow f ON f.flow_id = c.flow_id
WHERE ($1::text IS NULL OR f.tenant = $1) AND ($2 = 0 OR c.state = $2)
