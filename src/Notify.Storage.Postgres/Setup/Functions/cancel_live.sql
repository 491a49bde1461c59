-- Cancels what is queued, claimed or held; primaries are locked before what waits for them, and that in one order.
CREATE OR REPLACE FUNCTION {schema}.cancel_live(p_ids uuid[], p_reason text, p_actor integer, p_detail text) RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_held uuid[];
  v_cancelled bigint;
BEGIN
  PERFORM FROM unnest(p_ids) AS u (id) JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id]) WHERE l.state IN (1, 2) FOR UPDATE OF l;
  v_held := ARRAY(SELECT l.id FROM unnest(p_ids) AS u (id) JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id]) WHERE l.state = 12);
  PERFORM FROM (
    SELECT h.id FROM (
      SELECT v.id FROM unnest(v_held) AS v (id)
      UNION
      SELECT l.fallback_id FROM unnest(p_ids) AS u (id) JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id]) WHERE l.state IN (1, 2) AND l.fallback_id IS NOT NULL) h
    ORDER BY h.id) o
  JOIN {schema}.live l ON l.id = ANY (ARRAY[o.id])
  FOR UPDATE OF l;

  v_cancelled := (SELECT count(*) FROM {schema}.end_live(v_held, 11, p_reason, p_actor, '{12}', p_detail => p_detail));
  RETURN v_cancelled + (SELECT count(*) FROM {schema}.end_live(p_ids, 11, p_reason, p_actor, '{1,2}', p_detail => p_detail));
END
$$;
