-- Removes finished deliveries one by one from weeks that are past their time and cannot be dropped, since others of the same week are live or have moved
-- of late. Locks their messages, so that none of them becomes live meanwhile. Gives how many it removed.
CREATE OR REPLACE FUNCTION {schema}.remove_finished(p_retention interval, p_rest interval, p_most integer) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET plan_cache_mode = force_custom_plan SET jit = off SET timezone = 'UTC'
AS $$
DECLARE
  v_cutoff CONSTANT timestamptz := {schema}.clock() - p_retention;
  v_moved CONSTANT timestamptz := {schema}.clock() - p_rest;
  v_begins timestamptz;
  v_ids uuid[];
  v_times timestamptz[];
  v_removed integer := 0;
BEGIN
  FOR v_begins IN
    SELECT w.begins
    FROM (
      SELECT to_timestamp(substring(c.relname FROM '_w([0-9]{8})$'), 'YYYYMMDD') AS begins
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = to_regclass('{schema}.message')) w
    WHERE w.begins + interval '168 hours' <= v_cutoff ORDER BY w.begins
  LOOP
    WITH old AS (
      SELECT m.id, m.queued_at
      FROM {schema}.message m
      WHERE m.queued_at >= v_begins AND m.queued_at < v_begins + interval '168 hours'
        AND (SELECT l.id FROM {schema}.live l WHERE l.id = m.id) IS NULL
        AND coalesce((SELECT max(h.at) FROM {schema}.history h WHERE h.id = m.id AND h.queued_at = m.queued_at) <= v_moved, true)
      ORDER BY m.id LIMIT p_most - v_removed
      FOR UPDATE OF m SKIP LOCKED
    )
    SELECT array_agg(o.id), array_agg(o.queued_at) INTO v_ids, v_times FROM old o;
    CONTINUE WHEN v_ids IS NULL;

    -- Once more now that they are locked: one that became live, or moved, before its lock stays.
    SELECT array_agg(u.id), array_agg(u.queued_at) INTO v_ids, v_times
    FROM unnest(v_ids, v_times) AS u (id, queued_at)
    WHERE (SELECT l.id FROM {schema}.live l WHERE l.id = u.id) IS NULL
      AND coalesce((SELECT max(h.at) FROM {schema}.history h WHERE h.id = u.id AND h.queued_at = u.queued_at) <= v_moved, true);
    CONTINUE WHEN v_ids IS NULL;

    DELETE FROM {schema}.history h USING unnest(v_ids, v_times) AS u (id, queued_at) WHERE h.id = ANY (ARRAY[u.id]) AND h.queued_at = u.queued_at;
    DELETE FROM {schema}.ended e USING unnest(v_ids, v_times) AS u (id, queued_at) WHERE e.id = ANY (ARRAY[u.id]) AND e.queued_at = u.queued_at;
    DELETE FROM {schema}.stray s USING unnest(v_ids) AS u (id) WHERE s.id = ANY (ARRAY[u.id]);
    DELETE FROM {schema}.message m USING unnest(v_ids, v_times) AS u (id, queued_at) WHERE m.id = ANY (ARRAY[u.id]) AND m.queued_at = u.queued_at;
    v_removed := v_removed + cardinality(v_ids);
    EXIT WHEN v_removed >= p_most;
  END LOOP;

  RETURN v_removed;
END $$;
