-- $1 to $9 of what looks for deliveries are those of SelectionFilter, $10 the states. Planned for what is given; unsorted, so that no
-- order chooses the index, and with a sum, so that the flow does not where anything narrower is given.

-- name: live
SELECT l.id, l.queued_at
FROM {schema}.message m
JOIN {schema}.live l ON l.id = ANY (ARRAY[m.id]) AND l.queued_at = m.queued_at
WHERE ($2::uuid IS NULL OR m.id BETWEEN $2 AND $3) AND ($4::uuid IS NULL OR m.contact_id = $4) AND ($5::text IS NULL OR m.correlation_id = $5)
  AND ($6::text IS NULL OR m.campaign_id = $6) AND m.flow_id + 0 = ANY ($1) AND l.state = ANY ($10)
  AND ($8::timestamptz IS NULL OR l.queued_at >= $8) AND ($9::timestamptz IS NULL OR l.queued_at < $9)

-- name: live_of_flows
SELECT l.id, l.queued_at FROM {schema}.live l WHERE l.flow_id = ANY ($1) AND l.state = ANY ($10)
  AND ($8::timestamptz IS NULL OR l.queued_at >= $8) AND ($9::timestamptz IS NULL OR l.queued_at < $9)

-- name: in_doubt
SELECT l.id, l.queued_at
FROM {schema}.message m
JOIN {schema}.live l ON l.id = ANY (ARRAY[m.id]) AND l.queued_at = m.queued_at
WHERE ($2::uuid IS NULL OR m.id BETWEEN $2 AND $3) AND ($4::uuid IS NULL OR m.contact_id = $4) AND ($5::text IS NULL OR m.correlation_id = $5)
  AND ($6::text IS NULL OR m.campaign_id = $6) AND m.flow_id + 0 = ANY ($1) AND l.state = ANY ($10)
  AND ($8::timestamptz IS NULL OR l.queued_at >= $8) AND ($9::timestamptz IS NULL OR l.queued_at < $9)
  -- What another took the place of, only where it is named.
  AND (NOT l.has_fallen_back OR $2 = $3)
  AND NOT {schema}.is_opted_out(m.contact_id, m.flow_id)

-- name: in_doubt_of_flows
SELECT l.id, l.queued_at
FROM {schema}.live l
JOIN {schema}.message m ON m.id = ANY (ARRAY[l.id]) AND m.queued_at = l.queued_at
WHERE l.flow_id = ANY ($1) AND l.doubt_at IS NOT NULL AND NOT l.has_fallen_back
  AND ($8::timestamptz IS NULL OR l.queued_at >= $8) AND ($9::timestamptz IS NULL OR l.queued_at < $9)
  AND NOT {schema}.is_opted_out(m.contact_id, m.flow_id)

-- name: ended
SELECT e.id, e.queued_at
FROM {schema}.message m
JOIN {schema}.ended e ON e.id = ANY (ARRAY[m.id]) AND e.queued_at = m.queued_at
WHERE ($2::uuid IS NULL OR m.id BETWEEN $2 AND $3) AND ($4::uuid IS NULL OR m.contact_id = $4) AND ($5::text IS NULL OR m.correlation_id = $5)
  AND ($6::text IS NULL OR m.campaign_id = $6) AND m.flow_id + 0 = ANY ($1) AND e.state + 0 = ANY ($10)
  AND ($8::timestamptz IS NULL OR e.queued_at >= $8) AND ($9::timestamptz IS NULL OR e.queued_at < $9)
  -- What was held and never took a place, and what another took the place of, only where it is named.
  AND (m.primary_id IS NULL OR $2 = $3 OR EXISTS (
    SELECT FROM {schema}.history h WHERE h.id = m.id AND h.queued_at = m.queued_at AND h.state = 1 AND h.reason = 'fell_back'))
  AND (m.fallback_id IS NULL OR $2 = $3 OR NOT EXISTS (
    SELECT FROM {schema}.history h WHERE h.id = m.fallback_id AND h.queued_at = m.queued_at AND h.state = 1 AND h.reason = 'fell_back'))
  AND NOT {schema}.is_opted_out(m.contact_id, m.flow_id)

-- name: ended_of_flows
SELECT e.id, e.queued_at
FROM {schema}.ended e
JOIN {schema}.message m ON m.id = ANY (ARRAY[e.id]) AND m.queued_at = e.queued_at
WHERE e.flow_id = ANY ($1) AND e.state = ANY ($10)
  AND ($8::timestamptz IS NULL OR e.queued_at >= $8) AND ($9::timestamptz IS NULL OR e.queued_at < $9)
  AND (m.primary_id IS NULL OR EXISTS (
    SELECT FROM {schema}.history h WHERE h.id = m.id AND h.queued_at = m.queued_at AND h.state = 1 AND h.reason = 'fell_back'))
  AND (m.fallback_id IS NULL OR NOT EXISTS (
    SELECT FROM {schema}.history h WHERE h.id = m.fallback_id AND h.queued_at = m.queued_at AND h.state = 1 AND h.reason = 'fell_back'))
  AND NOT {schema}.is_opted_out(m.contact_id, m.flow_id)

-- name: cancel
SELECT {schema}.cancel_live($1, $2, $3, $4)

-- name: reschedule
SELECT count(*) FROM {schema}.move_live($1, 1, $2, $3, '{1}', p_due_at => $4, p_event => $5, p_detail => $6)

-- name: postpone
SELECT {schema}.postpone_fallbacks($1, $2)

-- name: requeue_in_doubt
SELECT count(*) FROM {schema}.move_live($1, 1, $2, $3, '{8}', p_due_at => {schema}.clock(), p_is_afresh => true, p_detail => $4)

-- name: requeue_ended
SELECT count(*) FROM {schema}.requeue_ended($1, $2, $3, $4, $5, $6)
