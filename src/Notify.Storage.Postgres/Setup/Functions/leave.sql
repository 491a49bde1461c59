-- Takes deliveries out of live, and others out of the list of what ended.
CREATE OR REPLACE FUNCTION {schema}.leave(p_live uuid[], p_ended uuid[], p_ended_queued_at timestamptz[]) RETURNS void
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
BEGIN
  DELETE FROM {schema}.live l USING unnest(p_live) AS u (id) WHERE l.id = ANY (ARRAY[u.id]);
  DELETE FROM {schema}.ended e USING unnest(p_ended, p_ended_queued_at) AS u (id, queued_at) WHERE e.id = ANY (ARRAY[u.id]) AND e.queued_at = u.queued_at;
END
$$;
