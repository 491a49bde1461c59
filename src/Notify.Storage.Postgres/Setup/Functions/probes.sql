-- The gates before a flow, closed at a time or being tried.
CREATE OR REPLACE FUNCTION {schema}.gates_before(p_flow {schema}.flow, p_now timestamptz) RETURNS SETOF {schema}.gate
LANGUAGE sql STABLE
AS $$
  SELECT g.* FROM {schema}.gate g
  WHERE g.country IS NULL AND (g.mends IS NOT NULL OR g.until IS NULL OR g.until > p_now)
    AND (g.tenant IS NULL OR g.tenant = p_flow.tenant)
    AND (g.channel IS NULL OR g.channel = p_flow.channel)
    AND (g.account IS NULL OR g.account = p_flow.account)
    AND (g.domain IS NULL OR g.domain = p_flow.domain)
    AND (g.template IS NULL OR g.template = p_flow.template)
$$;

-- The gates whose time is over and which nobody tries at a time. The delivery that tries holds its place while it is under its lease.
CREATE OR REPLACE FUNCTION {schema}.free_gates(p_now timestamptz) RETURNS integer[]
LANGUAGE sql VOLATILE
AS $$
  SELECT ARRAY(
    SELECT g.gate_id FROM {schema}.gate g
    WHERE g.mends IS NOT NULL AND g.country IS NULL AND g.until <= p_now
      AND NOT (g.probe_until IS NOT NULL AND g.probe_until > p_now
        AND EXISTS (SELECT FROM {schema}.live l WHERE l.id = ANY (ARRAY[g.probe_id]) AND l.lease = g.probe_lease)))
$$;

-- Lets one delivery through each gate whose time is over, the most urgent of what waits behind it, and gives their places, locked. They are noted at the gates
-- under a lease, whose number is drawn only where there is one. Flows that may take nothing now, for their quota or their account's pace, let none through.
CREATE OR REPLACE FUNCTION {schema}.take_probes(p_now timestamptz, p_lease interval, p_limit integer, p_used_up integer[], OUT v_lease bigint, OUT v_places tid[])
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  v_free integer[];
  v_before integer[];
  v_flow record;
  v_place tid;
  v_id uuid;
BEGIN
  v_lease := 0;
  v_places := '{}';
  v_free := {schema}.free_gates(p_now);
  IF cardinality(v_free) = 0 OR NOT EXISTS (
    SELECT FROM {schema}.flow f CROSS JOIN LATERAL (
      SELECT FROM {schema}.live l WHERE l.flow_id = f.flow_id AND l.ready_at <= p_now AND l.lease = 0 LIMIT 1) l
    WHERE EXISTS (SELECT FROM {schema}.gates_before(f, p_now) g WHERE g.gate_id = ANY (v_free))) THEN
    RETURN;
  END IF;

  -- One claim at a time tries a gate: the others go on without. Who got the lock looks again, for somebody may have tried just before.
  v_free := ARRAY(SELECT g.gate_id FROM {schema}.gate g WHERE g.gate_id = ANY (v_free) ORDER BY g.gate_id FOR NO KEY UPDATE SKIP LOCKED);
  v_free := ARRAY(SELECT n FROM unnest({schema}.free_gates(p_now)) AS u (n) WHERE n = ANY (v_free));
  FOR v_flow IN
    SELECT f, l.ready_at FROM {schema}.flow f
    CROSS JOIN LATERAL (
      SELECT l.ready_at FROM {schema}.live l
      WHERE l.flow_id = f.flow_id AND l.ready_at <= p_now AND l.lease = 0 ORDER BY l.ready_at LIMIT 1) l
    WHERE f.flow_id NOT IN (SELECT unnest(p_used_up)) AND EXISTS (SELECT FROM {schema}.gates_before(f, p_now) g WHERE g.gate_id = ANY (v_free))
    ORDER BY f.priority, l.ready_at, f.flow_id
  LOOP
    EXIT WHEN cardinality(v_free) = 0 OR cardinality(v_places) >= p_limit;
    v_before := ARRAY(SELECT g.gate_id FROM {schema}.gates_before(v_flow.f, p_now) g);
    CONTINUE WHEN NOT v_before <@ v_free;
    SELECT l.ctid, l.id INTO v_place, v_id FROM {schema}.live l
    WHERE l.flow_id = (v_flow.f).flow_id AND l.ready_at <= p_now AND l.lease = 0
    ORDER BY l.ready_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
    CONTINUE WHEN NOT FOUND;
    IF v_lease = 0 THEN
      v_lease := nextval('{schema}.lease_number');
    END IF;

    UPDATE {schema}.gate g SET probe_id = v_id, probe_lease = v_lease, probe_until = p_now + p_lease WHERE g.gate_id = ANY (v_before);
    v_places := v_places || v_place;
    v_free := ARRAY(SELECT n FROM unnest(v_free) AS u (n) WHERE n <> ALL (v_before));
  END LOOP;
END
$$;

-- The deliveries under a lease that may pass although gates are before their flows: they try all of these.
CREATE OR REPLACE FUNCTION {schema}.open_probes(p_now timestamptz, p_lease bigint) RETURNS uuid[]
LANGUAGE sql VOLATILE
AS $$
  SELECT ARRAY(
    SELECT l.id
    FROM (SELECT DISTINCT g.probe_id FROM {schema}.gate g WHERE g.probe_lease = p_lease) p
    JOIN {schema}.live l ON l.id = ANY (ARRAY[p.probe_id]) AND l.lease = p_lease
    JOIN {schema}.flow f ON f.flow_id = ANY (ARRAY[l.flow_id])
    WHERE NOT EXISTS (
      SELECT FROM {schema}.gates_before(f, p_now) g
      WHERE g.until IS NULL OR g.until > p_now OR g.probe_id IS DISTINCT FROM l.id OR g.probe_lease IS DISTINCT FROM p_lease))
$$;
