-- Lets held deliveries take their primaries' places whose time is over. One at a time; who comes second does nothing. Locks in the order of receipts: messages
-- of the primaries, their live rows, what waits for them.
CREATE OR REPLACE FUNCTION {schema}.fire_due(p_limit integer, p_actor integer)
RETURNS TABLE (fell_back integer, seen integer)
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_now timestamptz;
  v_held uuid[];
  v_primaries uuid[];
  v_times timestamptz[];
  v_over uuid[];
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended('{schema}.fire_due', 0)) THEN
    RETURN QUERY SELECT 0, 0;
    RETURN;
  END IF;

  -- One whose delivery is waited for is passed over while a webhook that came by the end of its time may still tell of it. Those of a channel end in the order of
  -- their times, so all that such a webhook holds up are one end of an index and cost nothing, however many they are.
  -- Looked for before anything is locked: what is read meanwhile has moved the held ones by then.
  v_now := {schema}.clock();
  WITH RECURSIVE channel AS (
    (SELECT h.falls_from AS name FROM {schema}.live h WHERE h.fires_at IS NOT NULL AND h.falls_after IS NULL ORDER BY h.falls_from LIMIT 1)
    UNION ALL
    SELECT (
      SELECT h.falls_from FROM {schema}.live h
      WHERE h.fires_at IS NOT NULL AND h.falls_after IS NULL AND h.falls_from > c.name ORDER BY h.falls_from LIMIT 1)
    FROM channel c WHERE c.name IS NOT NULL
  ), awaited AS (
    SELECT h.*
    FROM (SELECT c.name, {schema}.may_tell_since(c.name, v_now) AS since FROM channel c WHERE c.name IS NOT NULL) c
    CROSS JOIN LATERAL (
      SELECT l.id, l.primary_id, l.queued_at, l.fires_at FROM {schema}.live l
      WHERE l.fires_at IS NOT NULL AND l.falls_after IS NULL AND l.falls_from = c.name AND l.fires_at <= v_now AND l.fires_at < coalesce(c.since, 'infinity')
      ORDER BY l.fires_at LIMIT p_limit) h
  ), unsent AS (
    -- One under its mark has its time to be delivered in first.
    SELECT h.id, h.primary_id, h.queued_at, h.fires_at
    FROM {schema}.live h LEFT JOIN {schema}.live p ON p.id = ANY (ARRAY[h.primary_id]) AND p.state = 3
    WHERE h.fires_at IS NOT NULL AND h.falls_after IS NOT NULL AND h.fires_at <= v_now
      AND (p.id IS NULL OR coalesce({schema}.may_tell_since(h.falls_from, v_now) > greatest(h.fires_at, p.marked_at + h.falls_after), true))
    ORDER BY h.fires_at LIMIT p_limit
  )
  SELECT array_agg(d.id ORDER BY d.primary_id), array_agg(d.primary_id ORDER BY d.primary_id), array_agg(d.queued_at ORDER BY d.primary_id)
  INTO v_held, v_primaries, v_times
  FROM (SELECT u.* FROM (SELECT * FROM awaited UNION ALL SELECT * FROM unsent) u ORDER BY u.fires_at LIMIT p_limit) d;
  IF v_held IS NULL THEN
    RETURN QUERY SELECT 0, 0;
    RETURN;
  END IF;

  PERFORM FROM unnest(v_primaries, v_times) AS u (id, queued_at)
  JOIN {schema}.message m ON m.id = ANY (ARRAY[u.id]) AND m.queued_at = u.queued_at
  FOR NO KEY UPDATE OF m;
  PERFORM FROM unnest(v_primaries) AS u (id) JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id]) FOR UPDATE OF l;
  PERFORM FROM unnest(v_held) AS u (id) JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id]) FOR UPDATE OF l;

  -- One that is being sent just now has its time to be delivered in first, from the mark.
  UPDATE {schema}.live h SET fires_at = l.marked_at + h.falls_after
  FROM unnest(v_held, v_primaries) AS u (id, primary_id)
  JOIN {schema}.live l ON l.id = ANY (ARRAY[u.primary_id])
  WHERE h.id = ANY (ARRAY[u.id]) AND h.state = 12 AND l.state = 3 AND l.marked_at + h.falls_after > v_now;

  seen := cardinality(v_held);
  SELECT array_agg(l.id ORDER BY u.id) FILTER (WHERE l.expires_at IS NULL OR l.expires_at > v_now),
    array_agg(l.primary_id ORDER BY u.id) FILTER (WHERE l.expires_at IS NULL OR l.expires_at > v_now),
    array_agg(l.id ORDER BY u.id) FILTER (WHERE l.expires_at <= v_now)
  INTO v_held, v_primaries, v_over
  FROM unnest(v_held) AS u (id)
  JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id])
  WHERE l.state = 12 AND l.fires_at <= v_now;

  PERFORM {schema}.end_live(v_over, 10, 'expired', p_actor, p_from => '{12}');
  fell_back := (SELECT count(*) FROM {schema}.move_live(v_held, 1, 'fell_back', p_actor, p_from => '{12}', p_due_at => v_now));
  UPDATE {schema}.live l SET has_fallen_back = true FROM unnest(v_primaries) AS u (id) WHERE l.id = ANY (ARRAY[u.id]);
  PERFORM {schema}.end_live(v_primaries, 11, 'fell_back', p_actor, p_from => '{1,2}');
  RETURN NEXT;
END
$$;
