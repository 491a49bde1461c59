-- Held deliveries follow their primaries, by what those have come to (FallbackRules). Locks primaries before what waits for them: whoever calls this holds
-- the primaries. Those that wait no longer are left alone.
CREATE OR REPLACE FUNCTION {schema}.follow(
  p_held uuid[],          -- what waits, in the order of the ids
  p_states smallint[],    -- the state each one's primary has come to
  p_reasons text[],       -- and why
  p_actor integer) RETURNS void
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_now timestamptz;
  v_fire uuid[];
  v_expire uuid[];
  v_drop uuid[];
  v_cancel uuid[];
BEGIN
  PERFORM FROM unnest(p_held) AS u (id) CROSS JOIN LATERAL (SELECT FROM {schema}.live l WHERE l.id = u.id AND (l.primary_id IS NULL) IS FALSE FOR UPDATE) l;
  v_now := {schema}.clock();

  UPDATE {schema}.live l SET fires_at = v_now + l.falls_after, falls_after = NULL, unsent_after = NULL
  FROM unnest(p_held, p_states) AS u (id, state)
  WHERE u.state = 4 AND l.id = ANY (ARRAY[u.id]) AND l.falls_after IS NOT NULL;

  SELECT array_agg(s.id) FILTER (WHERE s.fires AND NOT s.is_over), array_agg(s.id) FILTER (WHERE s.state = 10 OR (s.fires AND s.is_over)),
    array_agg(s.id) FILTER (WHERE s.state IN (5, 6)), array_agg(s.id) FILTER (WHERE s.state = 11 OR (s.state IN (7, 9) AND NOT s.fires))
  INTO v_fire, v_expire, v_drop, v_cancel
  FROM (
    SELECT l.id, u.state, coalesce(l.expires_at <= v_now, false) AS is_over,
      (u.state = 7 AND coalesce(u.reason, '') NOT IN ('marketing_opt_out', 'person_blocked')) OR (u.state = 9 AND coalesce(u.reason, '') IN ('window_closed', 'not_on_channel', 'no_phone')) AS fires
    FROM unnest(p_held, p_states, p_reasons) AS u (id, state, reason)
    JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id])
    WHERE l.state = 12
  ) s;

  PERFORM {schema}.move_live(v_fire, 1, 'fell_back', p_actor, p_from => '{12}', p_due_at => v_now);
  PERFORM {schema}.end_live(v_expire, 10, 'expired', p_actor, p_from => '{12}');
  PERFORM {schema}.end_live(v_drop, 11, 'primary_delivered', p_actor, p_from => '{12}');
  PERFORM {schema}.end_live(v_cancel, 11, 'primary_ended', p_actor, p_from => '{12}');
END
$$;

-- The time to be sent in begins anew for the fallbacks of deliveries that were put off to another due time, unless they have been sent.
CREATE OR REPLACE FUNCTION {schema}.postpone_fallbacks(p_ids uuid[], p_due_at timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
BEGIN
  UPDATE {schema}.live h SET fires_at = p_due_at + h.unsent_after
  FROM unnest(p_ids) AS u (id)
  JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id])
  WHERE l.fallback_id IS NOT NULL AND l.state = 1 AND h.id = ANY (ARRAY[l.fallback_id]) AND h.unsent_after IS NOT NULL;
END
$$;
