-- $1 to $9 of the sources are those of SelectionFilter, $10 the id to be below, $11 how many. Planned for what is given. The last column says whether it is
-- in the state asked for, so that those that are not need not be read.

-- name: flows
SELECT flow_id FROM {schema}.flow WHERE tenant = $1 AND ($2::text IS NULL OR domain = $2) AND ($3::text IS NULL OR channel = $3) AND domain <> ALL ($4)

-- name: selected
SELECT m.id, m.queued_at, CASE WHEN $7::smallint IS NULL THEN true ELSE $7 = coalesce(
    (SELECT l.state FROM {schema}.live l WHERE l.id = m.id),
    (SELECT h.state FROM {schema}.history h WHERE h.id = m.id AND h.queued_at = m.queued_at ORDER BY h.number DESC LIMIT 1)) END
FROM (
  SELECT m.id, m.queued_at
  FROM {schema}.message m
  WHERE ($2::uuid IS NULL OR m.id BETWEEN $2 AND $3) AND ($4::uuid IS NULL OR m.contact_id = $4) AND ($5::text IS NULL OR m.correlation_id = $5)
    AND ($6::text IS NULL OR m.campaign_id = $6) AND m.flow_id = ANY ($1) AND m.id < $10
    AND ($8::timestamptz IS NULL OR m.queued_at >= $8) AND ($9::timestamptz IS NULL OR m.queued_at < $9)
  ORDER BY m.id DESC LIMIT $11
) m
ORDER BY m.id DESC

-- name: of_flows
SELECT m.id, m.queued_at, CASE WHEN $7::smallint IS NULL THEN true ELSE $7 = coalesce(
    (SELECT l.state FROM {schema}.live l WHERE l.id = m.id),
    (SELECT h.state FROM {schema}.history h WHERE h.id = m.id AND h.queued_at = m.queued_at ORDER BY h.number DESC LIMIT 1)) END
FROM (
  -- In the order of the index by flow, or else a rare flow would be looked for among all ids.
  SELECT m.id, m.queued_at
  FROM unnest($1) AS f (flow_id)
  CROSS JOIN LATERAL (
    SELECT m.flow_id, m.id, m.queued_at FROM {schema}.message m
    WHERE (m.flow_id, m.id) < (f.flow_id, $10) ORDER BY m.flow_id DESC, m.id DESC LIMIT $11
  ) m
  WHERE m.flow_id = f.flow_id
  ORDER BY m.id DESC LIMIT $11
) m
ORDER BY m.id DESC

-- name: ended
SELECT e.id, e.queued_at, true
FROM unnest($1) AS f (flow_id)
CROSS JOIN LATERAL (
  SELECT e.flow_id, e.state, e.id, e.queued_at FROM {schema}.ended e
  WHERE (e.flow_id, e.state, e.id) < (f.flow_id, $7, $10) ORDER BY e.flow_id DESC, e.state DESC, e.id DESC LIMIT $11
) e
WHERE e.flow_id = f.flow_id AND e.state = $7
ORDER BY e.id DESC LIMIT $11

-- name: held
SELECT l.id, l.queued_at, true
FROM {schema}.lease c
CROSS JOIN LATERAL unnest(c.deliveries) AS d (id)
JOIN {schema}.live l ON l.id = ANY (ARRAY[d.id]) AND l.lease = c.lease
WHERE l.state = $7 AND l.flow_id = ANY ($1) AND d.id < $10
ORDER BY d.id DESC LIMIT $11

-- name: in_doubt
SELECT l.id, l.queued_at, true FROM {schema}.live l WHERE l.flow_id = ANY ($1) AND l.doubt_at IS NOT NULL AND l.id < $10 ORDER BY l.id DESC LIMIT $11

-- name: for_primary
SELECT w.id, w.queued_at, true
FROM unnest($1) AS f (flow_id)
CROSS JOIN LATERAL (
  SELECT l.flow_id, l.id, l.queued_at FROM {schema}.live l
  WHERE l.primary_id IS NOT NULL AND (l.flow_id, l.id) < (f.flow_id, $10) ORDER BY l.flow_id DESC, l.id DESC LIMIT $11
) w
WHERE w.flow_id = f.flow_id
ORDER BY w.id DESC LIMIT $11

-- name: count_live
SELECT count(*) FROM (SELECT FROM {schema}.live WHERE flow_id = ANY ($1) LIMIT $2) l

-- name: waiting
SELECT w.id, w.queued_at, true
FROM (SELECT l.id, l.queued_at, l.lease FROM {schema}.live l WHERE l.flow_id = ANY ($1) OFFSET 0) w
WHERE w.lease = 0 AND w.id < $10 ORDER BY w.id DESC LIMIT $11

-- name: live
-- The sum keeps the index by flow out of the plan.
SELECT l.id, l.queued_at, true FROM {schema}.live l WHERE l.flow_id + 0 = ANY ($1) AND l.lease = 0 AND l.id < $10 ORDER BY l.id DESC LIMIT $11
