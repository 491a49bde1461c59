-- Microseconds since 1970.
CREATE OR REPLACE FUNCTION {schema}.micros(p_at timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE
AS $$ SELECT (extract(epoch FROM p_at) * 1000000)::bigint $$;

-- Takes charges, once each key, sorted by key, where there is room without reckoning: a key that is new, idle, or not full even with what is past. One that has
-- grown long is reckoned too, which cuts it.
-- Gives the time, and the keys that were not taken; those are left as they are.
CREATE OR REPLACE FUNCTION {schema}.take_limits(p_keys text[], p_costs integer[], p_limits integer[], p_spans bigint[])
RETURNS TABLE (granted_at timestamptz, refused text[])
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_at timestamptz := {schema}.clock();
  v_now bigint := {schema}.micros(v_at);
  v_taken text[];
BEGIN
  WITH taken AS (
    INSERT INTO {schema}.rate_limit AS r (key, span, idle_at, most, total, grants)
    SELECT u.key, u.span, v_now + u.span, u.most, u.cost, ARRAY[v_now, u.cost]
    FROM unnest(p_keys, p_costs, p_limits, p_spans) AS u (key, cost, most, span)
    WHERE u.cost <= u.most
    ON CONFLICT (key) DO UPDATE SET
      most = excluded.most,
      span = greatest(r.span, excluded.span),
      idle_at = greatest(r.idle_at, v_now + greatest(r.span, excluded.span)),
      total = CASE WHEN r.idle_at <= v_now THEN excluded.total ELSE r.total + excluded.total END,
      grants = CASE
        WHEN r.idle_at <= v_now THEN excluded.grants
        -- A clock set back must not put entries out of order.
        ELSE r.grants || ARRAY[greatest(v_now, r.grants[cardinality(r.grants) - 1]), excluded.total] END
    WHERE r.idle_at <= v_now OR (r.total + excluded.total <= excluded.most AND cardinality(r.grants) <= 400)
    RETURNING r.key
  )
  SELECT array_agg(t.key) INTO v_taken FROM taken t;
  RETURN QUERY SELECT v_at, CASE
    WHEN coalesce(cardinality(v_taken), 0) = cardinality(p_keys) THEN '{}'
    ELSE ARRAY(SELECT u.key FROM unnest(p_keys) AS u (key) WHERE u.key <> ALL (coalesce(v_taken, '{}'))) END;
END
$$;

-- Locks keys, sorted by key, and gives what they hold; those that are new are made, so that they can be locked.
CREATE OR REPLACE FUNCTION {schema}.lock_limits(p_keys text[])
RETURNS TABLE (now_at timestamptz, key text, span bigint, grants bigint[])
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  -- One that is there is locked and left as it is, so that nobody takes it away meanwhile.
  INSERT INTO {schema}.rate_limit AS r (key, span, idle_at, most, total, grants)
  SELECT u.key, 0, 0, 0, 0, '{}' FROM unnest(p_keys) AS u (key)
  ON CONFLICT (key) DO UPDATE SET span = r.span WHERE false;
  -- The lock first, the time after it: nobody before has a later one.
  PERFORM FROM unnest(p_keys) AS u (key) JOIN {schema}.rate_limit r ON r.key = ANY (ARRAY[u.key]) FOR UPDATE OF r;
  RETURN QUERY
  SELECT {schema}.clock(), r.key, r.span, r.grants FROM unnest(p_keys) AS u (key) JOIN {schema}.rate_limit r ON r.key = ANY (ARRAY[u.key]);
END
$$;

-- Writes locked keys. The places of all keys come in one array; p_ends tells where each key's end in it.
CREATE OR REPLACE FUNCTION {schema}.write_limits(
  p_keys text[], p_spans bigint[], p_idle_at bigint[], p_limits integer[], p_totals integer[], p_ends integer[], p_grants bigint[])
RETURNS void
LANGUAGE sql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
  UPDATE {schema}.rate_limit r
  SET span = u.span, idle_at = u.idle_at, most = u.most, total = u.total, grants = p_grants[u.first + 1 : u.last]
  FROM (
    SELECT u.key, u.span, u.idle_at, u.most, u.total, coalesce(lag(u.last) OVER (ORDER BY u.number), 0) AS first, u.last
    FROM unnest(p_keys, p_spans, p_idle_at, p_limits, p_totals, p_ends) WITH ORDINALITY AS u (key, span, idle_at, most, total, last, number)) u
  WHERE r.key = ANY (ARRAY[u.key])
$$;
