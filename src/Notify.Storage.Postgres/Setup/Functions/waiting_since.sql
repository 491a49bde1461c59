-- When the oldest webhook of a channel that waits, and was not tried too often, was stored.
CREATE OR REPLACE FUNCTION {schema}.waiting_since(p_channel text) RETURNS timestamptz
LANGUAGE sql STABLE
SET enable_sort = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
  SELECT least(
    (SELECT w.received_at FROM {schema}.webhook w WHERE w.state = 0 AND w.reason IS NULL AND w.attempts < 5 AND w.channel = p_channel
     ORDER BY w.received_at LIMIT 1),
    (SELECT w.received_at FROM {schema}.webhook w WHERE w.state = 0 AND w.reason IS NOT NULL AND w.attempts < 5 AND w.channel = p_channel
     ORDER BY w.received_at LIMIT 1))
$$;
