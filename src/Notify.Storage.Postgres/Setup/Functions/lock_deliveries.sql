-- Locks deliveries, live or not, and gives what they are: for receipts and late proof. The message rows first, so that none of them becomes live
-- meanwhile, then the live rows among them. Those the store does not have are left out.
CREATE OR REPLACE FUNCTION {schema}.lock_deliveries(
  p_ids uuid[],          -- in their order
  p_from timestamptz[],  -- each id was stored in this time, unless it is a stray
  p_to timestamptz[])
RETURNS TABLE (id uuid, queued_at timestamptz, line_number bigint, is_live boolean, flow_id integer, channel text, account text, state smallint,
  attempts smallint, sends smallint, failed_send smallint, due_at timestamptz, expires_at timestamptz, reason text, error_code text, detail text,
  provider_message_id text, lease bigint, worker_id integer, claimed_at timestamptz, marked_at timestamptz, note text,
  is_erased boolean, fallback_id uuid, has_fallen_back boolean)
LANGUAGE plpgsql VOLATILE ROWS 1000
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  v_found uuid[];
  v_times timestamptz[];
  v_numbers bigint[];
  v_erased boolean[];
  v_fallbacks uuid[];
BEGIN
  WITH locked AS (
    -- Nothing but an erasure empties a payload.
    SELECT m.id, m.queued_at, m.number, octet_length(m.payload) = 0 AS is_erased, m.fallback_id
    FROM unnest(p_ids, p_from, p_to) AS u (id, low, high)
    LEFT JOIN {schema}.stray s ON s.id = ANY (ARRAY[u.id])
    JOIN {schema}.message m ON m.id = ANY (ARRAY[u.id]) AND m.queued_at BETWEEN coalesce(s.queued_at, u.low) AND coalesce(s.queued_at, u.high)
    FOR NO KEY UPDATE OF m
  )
  SELECT array_agg(k.id), array_agg(k.queued_at), array_agg(k.number), array_agg(k.is_erased), array_agg(k.fallback_id)
  INTO v_found, v_times, v_numbers, v_erased, v_fallbacks FROM locked k;

  PERFORM FROM unnest(v_found) AS u (id) JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id]) FOR UPDATE OF l;

  RETURN QUERY
  SELECT l.id, l.queued_at, l.number, true, l.flow_id, f.channel, f.account, l.state,
    l.attempts, l.sends, l.failed_send, coalesce(l.due_at, l.ready_at), l.expires_at, l.reason, l.error_code, l.detail,
    l.provider_message_id, nullif(l.lease, 0), c.actor_id, l.claimed_at, l.marked_at, l.note, l.is_erased, l.fallback_id, l.has_fallen_back
  FROM unnest(v_found) AS u (id)
  JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id])
  JOIN {schema}.flow f ON f.flow_id = ANY (ARRAY[l.flow_id])
  LEFT JOIN {schema}.lease c ON c.lease = l.lease
  UNION ALL
  SELECT h.id, h.queued_at, u.number, false, h.flow_id, f.channel, f.account, h.state,
    h.attempts, h.sends, h.failed_send, h.due_at, h.expires_at, h.reason, h.error_code, h.detail,
    h.provider_message_id, NULL, NULL, NULL, NULL, NULL, u.is_erased, u.fallback_id, 
    CASE WHEN u.fallback_id IS NULL THEN false ELSE {schema}.has_taken_over(u.fallback_id, u.queued_at) END
  FROM unnest(v_found, v_times, v_numbers, v_erased, v_fallbacks) AS u (id, queued_at, number, is_erased, fallback_id)
  CROSS JOIN LATERAL (
    SELECT * FROM {schema}.history n WHERE n.id = u.id AND n.queued_at = u.queued_at ORDER BY n.number DESC LIMIT 1
  ) h
  JOIN {schema}.flow f ON f.flow_id = ANY (ARRAY[h.flow_id])
  WHERE (SELECT l.id FROM {schema}.live l WHERE l.id = u.id) IS NULL;
END
$$;
