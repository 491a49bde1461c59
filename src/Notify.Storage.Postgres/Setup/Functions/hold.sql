-- Binds deliveries that enqueue stored just now to those that take their places, and makes these live, held. What enqueue refused is passed over.
CREATE OR REPLACE FUNCTION {schema}.hold(p_primaries uuid[], p_held uuid[], p_after interval[], p_unsent interval[]) RETURNS void
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
BEGIN
  WITH pair AS MATERIALIZED (
    SELECT u.primary_id, u.held_id, u.after, u.unsent, l.queued_at, f.channel
    FROM unnest(p_primaries, p_held, p_after, p_unsent) AS u (primary_id, held_id, after, unsent)
    JOIN {schema}.live l ON l.id = ANY (ARRAY[u.primary_id]) JOIN {schema}.flow f ON f.flow_id = ANY (ARRAY[l.flow_id])
  ), preceded AS (
    UPDATE {schema}.live l SET fallback_id = p.held_id FROM pair p WHERE l.id = ANY (ARRAY[p.primary_id]) RETURNING l.id, l.ready_at
  ), named AS (
    UPDATE {schema}.message m SET fallback_id = p.held_id FROM pair p WHERE m.id = ANY (ARRAY[p.primary_id]) AND m.queued_at = p.queued_at
  ), held AS (
    UPDATE {schema}.message m SET primary_id = p.primary_id FROM pair p WHERE m.id = ANY (ARRAY[p.held_id]) AND m.queued_at = p.queued_at
    RETURNING m.id, m.number, m.flow_id, m.due_at, m.expires_at, p.primary_id, p.after, p.unsent, p.channel, m.queued_at
  )
  INSERT INTO {schema}.live (id, queued_at, ready_at, number, flow_id, state, due_at, expires_at, primary_id, fires_at, falls_after, unsent_after, falls_from)
  SELECT h.id, h.queued_at, 'infinity', h.number, h.flow_id, 12, h.due_at, h.expires_at, h.primary_id, p.ready_at + h.unsent, h.after, h.unsent, h.channel
  FROM held h JOIN preceded p ON p.id = h.primary_id;
END
$$;
