-- Marks claimed deliveries as being sent; ids come sorted. Status: 0 marked, 2 expired, 3 stopped; those that are not among them are lost.
-- Ids are looked up as Database/plans.sql says, here and in all functions.
CREATE OR REPLACE FUNCTION {schema}.mark(p_lease bigint, p_ids uuid[], p_notes text[])
RETURNS TABLE (id uuid, status integer, send smallint, attempts smallint)
LANGUAGE plpgsql VOLATILE ROWS 1000
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  v_now timestamptz := {schema}.clock();
  v_closed integer[] := {schema}.closed_flows(v_now);
  v_worker integer;
  v_marked integer := 0;
  v_ids uuid[];
  v_probes uuid[] := '{}';
  v_first timestamptz;
  v_last timestamptz;
  v_opted_out uuid[] := '{}';
  v_stands boolean;
  v_unheeded uuid[];
BEGIN
  IF cardinality(v_closed) > 0 THEN
    v_probes := {schema}.open_probes(v_now, p_lease);
  END IF;

  SELECT e.actor_id INTO v_worker FROM {schema}.lease e WHERE e.lease = p_lease AND e.ends_at > v_now;
  IF FOUND THEN
    -- An opt-out ends all it finds. What was queued behind it, by somebody who had read the contact before, is found here.
    -- The statement that looks is told the weeks it needs, and looks into no others.
    SELECT min(l.queued_at), max(l.queued_at) INTO v_first, v_last
    FROM unnest(p_ids) AS u (id) JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id]) WHERE l.lease = p_lease AND l.state = 2;
    -- So is who opted out of all tenants while the app's transaction was still making the contact.
    v_stands := EXISTS (SELECT FROM {schema}.standing_opt_out);
    LOOP
      SELECT
        coalesce(array_agg(k.id) FILTER (
          WHERE {schema}.is_opted_out(k.contact_id, k.flow_id) AND NOT (f.template = '' AND f.domain IN ('notify:opted_out', 'notify:help'))), '{}'),
        array_agg(k.contact_id) FILTER (WHERE k.is_unheeded)
      INTO v_opted_out, v_unheeded
      FROM (
        SELECT m.id, m.contact_id, m.flow_id, s.is_unheeded FROM unnest(p_ids) AS u (id)
        JOIN {schema}.message m ON m.id = ANY (ARRAY[u.id]) AND m.queued_at BETWEEN v_first AND v_last
        JOIN {schema}.contact c ON c.id = ANY (ARRAY[m.contact_id])
          AND (c.opted_out_at IS NOT NULL OR c.channel_opt_outs IS NOT NULL OR (v_stands AND c.standing_hash IS NOT NULL))
        CROSS JOIN LATERAL (
          SELECT v_stands AND (SELECT o.hash FROM {schema}.standing_opt_out o WHERE o.hash = c.standing_hash) IS NOT NULL AS is_unheeded OFFSET 0) s
        WHERE c.opted_out_at IS NOT NULL OR c.channel_opt_outs IS NOT NULL OR s.is_unheeded
        OFFSET 0) k
      JOIN {schema}.flow f ON f.flow_id = ANY (ARRAY[k.flow_id]);
      EXIT WHEN v_unheeded IS NULL;
      PERFORM {schema}.heed_standing(v_unheeded);
    END LOOP;
    RETURN QUERY
    UPDATE {schema}.live l
    SET state = 3, sends = l.sends + 1, attempts = l.attempts + 1, marked_at = v_now, note = u.note
    FROM unnest(p_ids, p_notes) AS u (id, note)
    WHERE l.id = ANY (ARRAY[u.id]) AND l.lease = p_lease AND l.state = 2
      AND (l.expires_at IS NULL OR l.expires_at > v_now) AND (l.flow_id NOT IN (SELECT unnest(v_closed)) OR l.id = ANY (v_probes))
      AND l.id <> ALL (v_opted_out)
    RETURNING l.id, 0, l.sends, l.attempts;
    GET DIAGNOSTICS v_marked = ROW_COUNT;
  END IF;

  IF v_marked = cardinality(p_ids) THEN
    RETURN;
  END IF;

  IF v_worker IS NOT NULL THEN
    PERFORM {schema}.end_live(v_opted_out, 11, 'opt_out', v_worker, p_from => '{2}', p_lease => p_lease);
    v_ids := ARRAY(
      SELECT l.id FROM unnest(p_ids) AS u (id) JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id])
      WHERE l.lease = p_lease AND l.state = 2 AND l.expires_at <= v_now);
    RETURN QUERY SELECT e, 2, 0::smallint, 0::smallint
    FROM {schema}.end_live(v_ids, 10, 'expired', v_worker, p_from => '{2}', p_lease => p_lease) e;
    v_ids := ARRAY(
      SELECT l.id FROM unnest(p_ids) AS u (id) JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id])
      WHERE l.lease = p_lease AND l.state = 2 AND (l.flow_id IN (SELECT unnest(v_closed))) IS TRUE AND l.id <> ALL (v_probes));
    RETURN QUERY SELECT e, 3, 0::smallint, 0::smallint
    FROM {schema}.move_live(v_ids, 1, 'gate', v_worker, p_from => '{2}', p_lease => p_lease) e;
  END IF;
END
$$;
