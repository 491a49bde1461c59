-- From when on what came in over a channel may still tell of deliveries: the oldest webhook that holds up fallbacks, for as long as Notify.Plans.FallbackRules say.
CREATE OR REPLACE FUNCTION {schema}.may_tell_since(p_channel text, p_now timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE
SET enable_sort = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
  SELECT least(
    (SELECT w.received_at FROM {schema}.webhook w WHERE w.state = 0 AND w.reason IS NULL AND w.attempts < 5 AND w.channel = p_channel
     AND w.received_at > p_now - interval '1 day' ORDER BY w.received_at LIMIT 1),
    (SELECT w.received_at FROM {schema}.webhook w WHERE w.state = 0 AND w.reason IS NOT NULL AND w.attempts < 5 AND w.channel = p_channel
     AND w.received_at > p_now - interval '1 hour' ORDER BY w.received_at LIMIT 1))
$$;
