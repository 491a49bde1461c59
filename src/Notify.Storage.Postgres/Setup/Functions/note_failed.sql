-- Keeps of deliveries, live or not, that a send is known to have failed. Whoever calls this holds them, see lock_deliveries.
CREATE OR REPLACE FUNCTION {schema}.note_failed(p_ids uuid[], p_queued_at timestamptz[], p_sends smallint[]) RETURNS void
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
BEGIN
  UPDATE {schema}.live l SET failed_send = u.send FROM unnest(p_ids, p_sends) AS u (id, send) WHERE l.id = ANY (ARRAY[u.id]);
  UPDATE {schema}.history h SET failed_send = u.send
  FROM unnest(p_ids, p_queued_at, p_sends) AS u (id, queued_at, send)
  CROSS JOIN LATERAL (
    SELECT n.number FROM {schema}.history n WHERE n.id = u.id AND n.queued_at = u.queued_at ORDER BY n.number DESC LIMIT 1
  ) last
  WHERE h.id = ANY (ARRAY[u.id]) AND h.queued_at = u.queued_at AND h.number = last.number
    AND (SELECT l.id FROM {schema}.live l WHERE l.id = u.id) IS NULL;
END
$$;
