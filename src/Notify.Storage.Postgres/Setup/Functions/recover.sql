-- Maintenance of the queue: leases that are over, expiry, old keys, idle limits. One at a time; who comes second does nothing. It locks deliveries in the order of
-- their ids within a lease, not across leases: a deadlock with who locks many by their ids is rare, and whoever loses it begins again.
CREATE OR REPLACE FUNCTION {schema}.recover(p_limit integer, p_actor integer, p_swept text)
RETURNS TABLE (claims_returned integer, now_unconfirmed integer, expired integer, has_more boolean, swept text)
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  v_now timestamptz := {schema}.clock();
  v_returned integer := 0;
  v_unconfirmed integer := 0;
  v_expired integer := 0;
  v_waiting integer := 0;
  v_leases integer := 0;
  v_full boolean := false;
  v_share real;
  v_keys integer := 0;
  v_seen integer;
  v_last text;
  v_lease record;
  v_ids uuid[];
  v_rows tid[];
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended('{schema}.recover', 0)) THEN
    RETURN QUERY SELECT 0, 0, 0, false, p_swept;
    RETURN;
  END IF;

  FOR v_lease IN
    SELECT e.lease, e.deliveries FROM {schema}.lease e WHERE e.ends_at <= v_now ORDER BY e.ends_at LIMIT p_limit FOR UPDATE SKIP LOCKED
  LOOP
    v_leases := v_leases + 1;
    v_ids := ARRAY(
      SELECT l.id FROM unnest(v_lease.deliveries) AS u (id) JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id])
      WHERE l.lease = v_lease.lease AND l.state = 2 LIMIT p_limit - v_returned);
    v_full := cardinality(v_ids) >= p_limit - v_returned;
    v_returned := v_returned + (
      SELECT count(*) FROM {schema}.move_live(
        ARRAY(SELECT u.id FROM unnest(v_ids) AS u (id) ORDER BY u.id), 1, 'lease_over', p_actor, p_from => '{2}', p_lease => v_lease.lease));
    v_ids := ARRAY(
      SELECT l.id FROM unnest(v_lease.deliveries) AS u (id) JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id])
      WHERE l.lease = v_lease.lease AND l.state = 3 LIMIT p_limit - v_unconfirmed);
    v_full := v_full OR cardinality(v_ids) >= p_limit - v_unconfirmed;
    v_unconfirmed := v_unconfirmed + (
      SELECT count(*) FROM {schema}.move_live(
        ARRAY(SELECT u.id FROM unnest(v_ids) AS u (id) ORDER BY u.id), 8, 'lease_over', p_actor, p_from => '{3}', p_lease => v_lease.lease,
        p_is_about_send => true));
    EXIT WHEN v_full;
    -- Never while anything is under it: what has no lease row is looked after by nobody.
    DELETE FROM {schema}.lease e
    WHERE e.lease = v_lease.lease AND NOT EXISTS (
      SELECT FROM unnest(e.deliveries) AS u (id) JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id]) WHERE l.lease = e.lease);
  END LOOP;

  v_ids := ARRAY(
    SELECT l.id FROM {schema}.live l
    WHERE l.expires_at IS NOT NULL AND l.doubt_at IS NULL AND l.expires_at <= v_now AND l.state = 1
    ORDER BY l.expires_at LIMIT p_limit);
  v_ids := ARRAY(SELECT u.id FROM unnest(v_ids) AS u (id) ORDER BY u.id);
  v_expired := (SELECT count(*) FROM {schema}.end_live(v_ids, 10, 'expired', p_actor, p_from => '{1}'));

  -- Held ones by themselves; those that somebody else has in hand, the next time.
  v_ids := ARRAY(
    SELECT l.id FROM {schema}.live l
    WHERE l.expires_at IS NOT NULL AND l.doubt_at IS NULL AND l.expires_at <= v_now AND l.state = 12
    ORDER BY l.expires_at LIMIT p_limit FOR UPDATE SKIP LOCKED);
  v_waiting := (SELECT count(*) FROM {schema}.end_live(ARRAY(SELECT u.id FROM unnest(v_ids) AS u (id) ORDER BY u.id), 10, 'expired', p_actor, p_from => '{12}'));

  -- Some pages of the keys, at random, a new choice each time: an index by time would cost every key that is taken more than this. All pages have their turn, and
  -- where much is found there is more. What goes is deleted by its place, but for what somebody else has in hand.
  v_share := least(100, 100.0 * 64 * current_setting('block_size')::integer / greatest(1, pg_relation_size('{schema}.idempotency_key')));
  SELECT count(*), (array_agg(o.ctid) FILTER (WHERE o.expires_at <= v_now))[:p_limit] INTO v_seen, v_rows
  FROM {schema}.idempotency_key o TABLESAMPLE SYSTEM (v_share);
  v_rows := ARRAY(SELECT o.ctid FROM {schema}.idempotency_key o WHERE o.ctid = ANY (v_rows) AND o.expires_at <= v_now FOR UPDATE SKIP LOCKED);
  DELETE FROM {schema}.idempotency_key k WHERE k.ctid = ANY (v_rows);
  GET DIAGNOSTICS v_keys = ROW_COUNT;
  -- Not for the last few of an almost empty table.
  v_full := v_full OR (v_share < 100 AND v_keys * 8 > v_seen AND v_keys * 10 >= p_limit);

  -- Goes round the limits call by call: an index by time would cost every grant more than this. What goes is found first: a join planned while the table was
  -- empty would look for all of it again for each row.
  SELECT count(*)::integer, max(s.key) INTO v_seen, v_last
  FROM (SELECT r.key FROM {schema}.rate_limit r WHERE r.key > p_swept ORDER BY r.key LIMIT p_limit) s;
  v_rows := ARRAY(
    SELECT o.ctid FROM {schema}.rate_limit o
    WHERE o.key > p_swept AND o.key <= v_last AND o.idle_at <= {schema}.micros(v_now) ORDER BY o.key FOR UPDATE SKIP LOCKED);
  DELETE FROM {schema}.rate_limit r WHERE r.ctid = ANY (v_rows);

  RETURN QUERY SELECT v_returned, v_unconfirmed, v_expired + v_waiting,
    v_full OR v_leases = p_limit OR v_expired = p_limit OR v_waiting = p_limit OR v_keys = p_limit,
    CASE WHEN v_seen < p_limit THEN '' ELSE v_last END;
END
$$;

-- The flows with deliveries in doubt, since when the first of each is, and what is known of their accounts' webhooks.
CREATE OR REPLACE FUNCTION {schema}.doubt_lines()
RETURNS TABLE (flow_id integer, first_at timestamptz, now_at timestamptz, last_seen_at timestamptz, steady_since timestamptz)
LANGUAGE plpgsql STABLE
SET enable_sort = off SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  v_now timestamptz := {schema}.clock();
BEGIN
  RETURN QUERY
  WITH RECURSIVE line AS (
    (SELECT l.flow_id, l.doubt_at FROM {schema}.live l WHERE l.doubt_at IS NOT NULL ORDER BY l.flow_id, l.doubt_at LIMIT 1)
    UNION ALL
    SELECT n.flow_id, n.doubt_at
    FROM line CROSS JOIN LATERAL (
      SELECT l.flow_id, l.doubt_at FROM {schema}.live l
      WHERE l.doubt_at IS NOT NULL AND l.flow_id > line.flow_id ORDER BY l.flow_id, l.doubt_at LIMIT 1) n
  )
  SELECT line.flow_id, line.doubt_at, v_now, a.last_seen_at, a.steady_since
  FROM line
  JOIN {schema}.flow f ON f.flow_id = line.flow_id
  LEFT JOIN {schema}.account_receipts a ON a.channel = f.channel AND a.account = f.account;
END
$$;

-- A flow's deliveries in doubt, the longest in doubt first.
CREATE OR REPLACE FUNCTION {schema}.in_doubt(p_flow integer, p_limit integer)
RETURNS TABLE (id uuid, doubt_at timestamptz, attempts smallint)
LANGUAGE sql STABLE
SET enable_sort = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
  SELECT l.id, l.doubt_at, l.attempts FROM {schema}.live l
  WHERE l.flow_id = p_flow AND l.doubt_at IS NOT NULL ORDER BY l.doubt_at LIMIT p_limit
$$;
