-- Makes the contacts that are missing and answers as find_contacts does. Keys come sorted, each once, so that two hosts which add the same wait for each other
-- and do not deadlock; the last statement sees what the other one made. Addresses that were erased (p_hashes) are not stored again, and not answered: an
-- erasure that committed while this waited for its row is seen after the insert. Who opted out at all tenants (p_standing) begins so, without that hash; the
-- others keep it, for an opt-out that is not seen here yet. Where all were made, with nothing to tell of them, one row says so, in place 0.
CREATE OR REPLACE FUNCTION {schema}.add_contacts(p_ids uuid[], p_tenants text[], p_kinds text[], p_values text[], p_hashes bytea[], p_standing bytea[])
RETURNS TABLE (place bigint, now timestamptz, id uuid, opted_out_at timestamptz, opt_out_reason text,
  has_quiet_hours boolean, quiet_start time, quiet_end time, locale text, zone text,
  allows_sms boolean, preferred_channel text, last_channel text, facts text, allows_marketing boolean, channel_opt_outs text, linked text, linked_to uuid,
  marketing_at timestamptz)
LANGUAGE plpgsql VOLATILE ROWS 1000
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_now CONSTANT timestamptz := {schema}.clock();
  v_added integer;
  v_erased integer := 0;
  v_opted_out integer;
BEGIN
  IF cardinality(p_ids) >= 50 THEN
    -- Mostly nobody makes one of many at the same time, which costs half as much where nothing is asked about each. One that is there undoes it.
    BEGIN
      WITH made AS (
        INSERT INTO {schema}.contact (id, tenant, kind, value, opted_out_at, opt_out_reason, channel_opt_outs, standing_hash)
        SELECT * FROM {schema}.new_contacts(p_ids, p_tenants, p_kinds, p_values, p_hashes, p_standing)
        RETURNING standing_hash
      )
      SELECT count(*), count(*) - count(m.standing_hash) INTO v_added, v_opted_out FROM made m;
    EXCEPTION WHEN unique_violation THEN
      NULL;
    END;
  END IF;

  IF v_added IS NULL THEN
    WITH made AS (
      INSERT INTO {schema}.contact (id, tenant, kind, value, opted_out_at, opt_out_reason, channel_opt_outs, standing_hash)
      SELECT * FROM {schema}.new_contacts(p_ids, p_tenants, p_kinds, p_values, p_hashes, p_standing)
      ON CONFLICT DO NOTHING
      RETURNING standing_hash
    )
    SELECT count(*), count(*) - count(m.standing_hash) INTO v_added, v_opted_out FROM made m;
  END IF;

  IF EXISTS (SELECT FROM {schema}.erased_address) THEN
    DELETE FROM {schema}.contact c
    USING unnest(p_ids, p_tenants, p_hashes) AS u (id, tenant, hash)
    WHERE c.id = ANY (ARRAY[u.id]) AND (SELECT e.contact_id FROM {schema}.erased_address e WHERE e.tenant = u.tenant AND e.hash = u.hash) IS NOT NULL;
    GET DIAGNOSTICS v_erased = ROW_COUNT;
  END IF;

  IF v_opted_out > 0 THEN
    -- An opt-out that was taken back since the insert is none; one that committed since is heeded, and written down, at the mark. One that is taken back before
    -- this commits still holds for this tenant: nobody is written to, rather than somebody who did not want it.
    WITH made AS (
      SELECT u.id, u.tenant, u.standing, s.hash, s.actor_id, s.reason
      FROM unnest(p_ids, p_tenants, p_standing) AS u (id, tenant, standing)
      JOIN {schema}.contact c ON c.id = ANY (ARRAY[u.id]) AND c.standing_hash IS NULL
      LEFT JOIN {schema}.standing_opt_out s ON s.hash = ANY (ARRAY[u.standing])
    ), freed AS (
      UPDATE {schema}.contact c SET opted_out_at = NULL, opt_out_reason = NULL, channel_opt_outs = NULL, standing_hash = m.standing
      FROM made m WHERE m.hash IS NULL AND c.id = ANY (ARRAY[m.id])
    )
    INSERT INTO {schema}.audit (number, at, event, tenant, contact_id, actor_id, reason)
    SELECT nextval('{schema}.entry_number'), v_now, 'opted_out', m.tenant, m.id, m.actor_id, m.reason FROM made m WHERE m.hash IS NOT NULL;
  END IF;

  IF v_added = cardinality(p_ids) AND v_erased = 0 AND v_opted_out = 0 THEN
    place := 0;
    now := v_now;
    RETURN NEXT;
    RETURN;
  END IF;

  RETURN QUERY SELECT * FROM {schema}.find_contacts(p_tenants, p_kinds, p_values);
END $$;
