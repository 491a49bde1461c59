-- How many to take from each of a lane's flows where tenants have several: tenants in turn, by due time within a tenant.
-- Looks at p_depth rows of each flow at most. Flows of an account with a pace have its number in p_paces (0 for none) and share what p_most says.
CREATE OR REPLACE FUNCTION {schema}.claim_shares(
  p_flows integer[], p_paces integer[], p_most integer[], p_now timestamptz, p_left integer, p_depth integer, p_turn bigint)
RETURNS TABLE (flow_id integer, share integer)
LANGUAGE plpgsql VOLATILE
SET enable_sort = off SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH peek AS MATERIALIZED (
    SELECT u.flow_id, u.pace, l.ready_at, l.number
    FROM unnest(p_flows, p_paces) AS u (flow_id, pace)
    CROSS JOIN LATERAL (
      SELECT l.ready_at, l.number FROM {schema}.live l
      WHERE l.flow_id = u.flow_id AND l.ready_at <= p_now AND l.lease = 0
      ORDER BY l.ready_at LIMIT p_depth) l
  ), turned AS (
    SELECT p.flow_id, p.pace, f.tenant, row_number() OVER (PARTITION BY f.tenant ORDER BY p.ready_at, p.number) AS turn
    FROM peek p JOIN {schema}.flow f ON f.flow_id = p.flow_id
  ), placed AS (
    SELECT t.*, row_number() OVER (PARTITION BY t.pace ORDER BY t.turn, hashtextextended(t.tenant, p_turn), t.tenant) AS place
    FROM turned t
  ), chosen AS (
    SELECT t.flow_id FROM placed t WHERE t.pace = 0 OR t.place <= p_most[t.pace]
    ORDER BY t.turn, hashtextextended(t.tenant, p_turn), t.tenant LIMIT p_left
  )
  SELECT c.flow_id, count(*)::integer FROM chosen c GROUP BY c.flow_id;
END
$$;

-- Takes what is due, past closed gates, under a new lease: lane by lane, tenants in equal shares within a lane. What one leaves goes to the others.
CREATE OR REPLACE FUNCTION {schema}.claim(p_actor integer, p_limit integer, p_lease interval)
RETURNS TABLE (lease bigint, claimed_at timestamptz, ready_at timestamptz, number bigint, id uuid, contact_id uuid, flow_id integer,
  queued_at timestamptz, expires_at timestamptz, template_version integer, locale text, attempts smallint, correlation_id text,
  campaign_id text, trace_parent text, has_quota boolean, payload bytea, is_probe boolean)
LANGUAGE plpgsql VOLATILE ROWS 1000
SET enable_sort = off SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  v_now timestamptz := {schema}.clock();
  v_closed integer[] := {schema}.closed_flows(v_now) || {schema}.metered_flows(v_now, true);
  v_metered integer[] := {schema}.metered_flows(v_now, false);
  v_lease bigint := 0;
  v_left integer := p_limit;
  v_lane record;
  v_flows integer[];
  v_shares integer[];
  v_depth integer;
  v_taken integer;
  v_places tid[];
  v_first timestamptz;
  v_last timestamptz;
  v_channels text[];
  v_accounts text[];
  v_most integer[];
  v_slot integer;
  v_spent integer[];
BEGIN
  SELECT array_agg(p.channel), array_agg(p.account), array_agg(p.most) INTO v_channels, v_accounts, v_most FROM {schema}.paced_accounts(v_now) p;

  IF cardinality(v_closed) > 0 THEN
    v_spent := ARRAY(
      SELECT f.flow_id FROM unnest(v_channels, v_accounts, v_most) AS p (channel, account, most)
      JOIN {schema}.flow f ON f.channel = p.channel AND f.account = p.account AND f.priority > 0
      WHERE p.most <= 0);
    SELECT p.v_lease, p.v_places INTO v_lease, v_places FROM {schema}.take_probes(v_now, p_lease, p_limit, {schema}.metered_flows(v_now, true) || v_spent) p;
    IF v_lease > 0 THEN
      RETURN QUERY
      WITH taken AS (
        UPDATE {schema}.live l SET state = 2, lease = v_lease, claimed_at = v_now
        FROM unnest(v_places) AS p (place) WHERE l.ctid = p.place AND l.lease = 0
        RETURNING l.id, l.queued_at, l.flow_id, l.ready_at, l.number, l.attempts, l.expires_at
      ), written AS (
        INSERT INTO {schema}.lease AS e (lease, actor_id, claimed_at, ends_at, held, deliveries)
        SELECT v_lease, p_actor, v_now, v_now + p_lease, count(*), array_agg(t.id) FROM taken t HAVING count(*) > 0
      )
      SELECT v_lease, v_now, t.ready_at, t.number, t.id, m.contact_id, t.flow_id, t.queued_at, t.expires_at,
        m.template_version, m.locale, t.attempts, m.correlation_id, m.campaign_id, m.trace_parent,
        t.flow_id IN (SELECT unnest(v_metered)), m.payload, true
      FROM taken t
      CROSS JOIN LATERAL (SELECT * FROM {schema}.message m WHERE m.id = ANY (ARRAY[t.id]) AND m.queued_at = t.queued_at) m;
      GET DIAGNOSTICS v_taken = ROW_COUNT;
      v_left := v_left - v_taken;
      -- They are of the pace, too.
      FOR n IN 1 .. coalesce(cardinality(v_most), 0) LOOP
        v_most[n] := v_most[n] - (
          SELECT count(*)::integer FROM {schema}.lease e
          CROSS JOIN LATERAL unnest(e.deliveries) AS u (id)
          JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id])
          JOIN {schema}.flow f ON f.flow_id = ANY (ARRAY[l.flow_id])
          WHERE e.lease = v_lease AND f.channel = v_channels[n] AND f.account = v_accounts[n] AND f.priority > 0);
      END LOOP;
    END IF;
  END IF;

  FOR v_lane IN
    -- From flow to flow, whatever the number of rows in each.
    WITH RECURSIVE line AS (
      (SELECT l.flow_id, l.ready_at FROM {schema}.live l ORDER BY l.flow_id, l.ready_at LIMIT 1)
      UNION ALL
      SELECT n.flow_id, n.ready_at
      FROM line CROSS JOIN LATERAL (
        SELECT l.flow_id, l.ready_at FROM {schema}.live l WHERE l.flow_id > line.flow_id ORDER BY l.flow_id, l.ready_at LIMIT 1) n
    )
    SELECT array_agg(f.flow_id ORDER BY f.flow_id) AS flows, array_agg(coalesce(p.number, 0)::integer ORDER BY f.flow_id) AS paces,
      count(DISTINCT f.tenant)::integer AS tenants, coalesce(max(p.number), 0) > 0 AS is_paced
    FROM line
    JOIN {schema}.flow f ON f.flow_id = line.flow_id
    -- The critical lane knows no pace.
    LEFT JOIN unnest(v_channels, v_accounts) WITH ORDINALITY AS p (channel, account, number)
      ON p.channel = f.channel AND p.account = f.account AND f.priority > 0
    -- Hashed, here and below: thousands of flows may be behind a stop.
    WHERE line.ready_at <= v_now AND line.flow_id NOT IN (SELECT unnest(v_closed)) AND (p.number IS NULL OR v_most[p.number] > 0)
    GROUP BY f.priority ORDER BY f.priority
  LOOP
    EXIT WHEN v_left <= 0;
    v_depth := least(v_left, greatest(ceil(v_left::numeric / v_lane.tenants), 4 * v_left / cardinality(v_lane.flows)));
    FOR v_round IN 1 .. 100 LOOP
      IF v_lease = 0 THEN
        v_lease := nextval('{schema}.lease_number');
      END IF;

      IF v_round = 1 AND v_lane.tenants = cardinality(v_lane.flows) AND NOT v_lane.is_paced THEN
        -- One flow each. Who gets the rest of equal shares changes from claim to claim, so that small claims reach every tenant.
        SELECT array_agg(s.flow_id), array_agg(s.share) INTO v_flows, v_shares
        FROM (
          SELECT u.flow_id,
            (v_left + v_lane.tenants - row_number() OVER (ORDER BY hashint8extended(u.flow_id, v_lease)))::integer / v_lane.tenants AS share
          FROM unnest(v_lane.flows) AS u (flow_id)) s
        WHERE s.share > 0;
      ELSE
        SELECT array_agg(s.flow_id), array_agg(s.share) INTO v_flows, v_shares
        FROM {schema}.claim_shares(v_lane.flows, v_lane.paces, v_most, v_now, v_left, v_depth, v_lease) s;
      END IF;

      EXIT WHEN v_flows IS NULL;
      -- Locked first, and taken by the statement after: that one can be told the weeks it needs, and looks into no others.
      SELECT array_agg(l.place), min(l.queued_at), max(l.queued_at) INTO v_places, v_first, v_last
      FROM unnest(v_flows, v_shares) AS s (flow_id, share)
      CROSS JOIN LATERAL (
        SELECT l.ctid AS place, l.queued_at FROM {schema}.live l
        WHERE l.flow_id = s.flow_id AND l.ready_at <= v_now AND l.lease = 0
        ORDER BY l.ready_at LIMIT s.share
        FOR NO KEY UPDATE SKIP LOCKED) l;
      EXIT WHEN v_places IS NULL;
      RETURN QUERY
      WITH taken AS (
        UPDATE {schema}.live l SET state = 2, lease = v_lease, claimed_at = v_now
        FROM unnest(v_places) AS p (place) WHERE l.ctid = p.place AND l.lease = 0
        RETURNING l.id, l.queued_at, l.flow_id, l.ready_at, l.number, l.attempts, l.expires_at
      ), written AS (
        INSERT INTO {schema}.lease AS e (lease, actor_id, claimed_at, ends_at, held, deliveries)
        SELECT v_lease, p_actor, v_now, v_now + p_lease, count(*), array_agg(t.id) FROM taken t HAVING count(*) > 0
        ON CONFLICT (lease) DO UPDATE SET held = e.held + excluded.held, deliveries = e.deliveries || excluded.deliveries
      )
      SELECT v_lease, v_now, t.ready_at, t.number, t.id, m.contact_id, t.flow_id, t.queued_at, t.expires_at,
        m.template_version, m.locale, t.attempts, m.correlation_id, m.campaign_id, m.trace_parent,
        t.flow_id IN (SELECT unnest(v_metered)), m.payload, false
      FROM taken t
      CROSS JOIN LATERAL (SELECT * FROM {schema}.message m WHERE m.id = ANY (ARRAY[t.id]) AND m.queued_at BETWEEN v_first AND v_last) m;
      GET DIAGNOSTICS v_taken = ROW_COUNT;
      v_left := v_left - v_taken;
      IF v_lane.is_paced THEN
        FOR n IN 1 .. cardinality(v_flows) LOOP
          v_slot := v_lane.paces[array_position(v_lane.flows, v_flows[n])];
          IF v_slot > 0 THEN
            v_most[v_slot] := v_most[v_slot] - v_shares[n];
          END IF;
        END LOOP;
      END IF;

      EXIT WHEN v_left <= 0 OR v_taken = 0;
      -- What some left goes to the others: further down their lines.
      v_depth := least(v_left, v_depth::bigint * 4);
    END LOOP;
    EXIT WHEN v_left <= 0;
  END LOOP;
END
$$;
