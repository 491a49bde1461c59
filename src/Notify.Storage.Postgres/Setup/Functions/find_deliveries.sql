-- Deliveries as they are now, by id; those the store does not have are left out.
CREATE OR REPLACE FUNCTION {schema}.find_deliveries(
  p_ids uuid[],
  p_from timestamptz[],  -- each id was stored in this time, unless it is a stray
  p_to timestamptz[])
RETURNS TABLE (id uuid, contact_id uuid, flow_id integer, state smallint, reason text, error_code text, detail text, attempts smallint, sends smallint,
  queued_at timestamptz, due_at timestamptz, updated_at timestamptz, expires_at timestamptz, provider_message_id text,
  template_version integer, correlation_id text, campaign_id text, trace_parent text)
LANGUAGE plpgsql STABLE ROWS 1000
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  -- Live ones; what a worker holds has no reason and changed when it was claimed or marked.
  SELECT m.id, m.contact_id, l.flow_id, l.state, CASE WHEN l.state IN (2, 3) THEN NULL ELSE l.reason END, l.error_code, l.detail, l.attempts, l.sends,
    l.queued_at, coalesce(l.due_at, l.ready_at), CASE l.state WHEN 2 THEN l.claimed_at WHEN 3 THEN l.marked_at ELSE coalesce(l.changed_at, l.queued_at) END,
    l.expires_at, l.provider_message_id, m.template_version, m.correlation_id, m.campaign_id, m.trace_parent
  FROM unnest(p_ids) AS u (id)
  JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id])
  JOIN {schema}.message m ON m.id = ANY (ARRAY[l.id]) AND m.queued_at = l.queued_at
  UNION ALL
  SELECT m.id, m.contact_id, h.flow_id, h.state, h.reason, h.error_code, h.detail, h.attempts, h.sends,
    h.queued_at, h.due_at, h.at,
    h.expires_at, h.provider_message_id, m.template_version, m.correlation_id, m.campaign_id, m.trace_parent
  FROM unnest(p_ids, p_from, p_to) AS u (id, low, high)
  LEFT JOIN {schema}.stray s ON s.id = ANY (ARRAY[u.id])
  CROSS JOIN LATERAL (
    SELECT * FROM {schema}.history n
    WHERE n.id = u.id AND n.queued_at BETWEEN coalesce(s.queued_at, u.low) AND coalesce(s.queued_at, u.high)
    ORDER BY n.number DESC LIMIT 1
  ) h
  JOIN {schema}.message m ON m.id = ANY (ARRAY[h.id]) AND m.queued_at = h.queued_at
  WHERE (SELECT l.id FROM {schema}.live l WHERE l.id = u.id) IS NULL;
END
$$;
