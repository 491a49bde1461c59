-- Closes a scope, or changes the gate its source closed before, by the rules of Notify.Gates.GateRules. One writer at a time.
-- Answers whether it is news: it was open or being tried, or the reason is another.
CREATE OR REPLACE FUNCTION {schema}.close_gate(
  p_tenant text, p_channel text, p_account text, p_domain text, p_template text, p_country text, p_source text, p_reason text, p_for interval,
  p_mends smallint, p_longest interval, p_actor integer, p_detail text) RETURNS boolean
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  v_now timestamptz;
  v_known {schema}.gate;
  v_is_known boolean;
  v_closed_at timestamptz;
  v_until timestamptz;
  v_refusals integer := 0;
  v_wait interval := p_for;
  v_is_news boolean := true;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('notify gates {schema}', 0));
  v_now := {schema}.clock();
  v_closed_at := v_now;
  SELECT * INTO v_known FROM {schema}.gate g
  WHERE g.source = p_source AND (g.tenant, g.channel, g.account, g.domain, g.template, g.country)
    IS NOT DISTINCT FROM (p_tenant, p_channel, p_account, p_domain, p_template, p_country)
  FOR UPDATE;
  v_is_known := FOUND;
  IF v_is_known AND v_known.until <= v_now AND v_known.mends IS NOT NULL AND p_country IS NULL THEN
    -- A delivery tried in vain.
    v_closed_at := v_known.closed_at;
    v_refusals := v_known.refusals + 1;
    IF p_longest > p_for THEN
      v_wait := least(p_longest, p_for * power(2, least(v_refusals, 20)));
    END IF;
  END IF;

  -- Null is until it is opened; the end of the calendar is as far as a time can be read.
  v_until := CASE WHEN v_wait IS NOT NULL THEN least(v_now + v_wait, timestamptz '9999-12-31 23:59:59+00') END;
  IF v_is_known AND (v_known.until IS NULL OR v_known.until > v_now) THEN
    v_closed_at := v_known.closed_at;
    v_refusals := v_known.refusals;
    v_until := CASE WHEN v_known.until IS NULL OR v_until IS NULL THEN NULL ELSE greatest(v_known.until, v_until) END;
    v_is_news := v_known.reason <> p_reason;
  END IF;

  IF v_is_known THEN
    UPDATE {schema}.gate g SET reason = p_reason, closed_at = v_closed_at, until = v_until, mends = p_mends, refusals = v_refusals,
      probe_id = NULL, probe_lease = NULL, probe_until = NULL
    WHERE g.gate_id = v_known.gate_id;
  ELSE
    INSERT INTO {schema}.gate (tenant, channel, account, domain, template, country, source, reason, closed_at, until, mends)
    VALUES (p_tenant, p_channel, p_account, p_domain, p_template, p_country, p_source, p_reason, v_closed_at, v_until, p_mends);
  END IF;

  IF v_is_news THEN
    INSERT INTO {schema}.audit (number, at, event, tenant, actor_id, reason, detail)
    VALUES (nextval('{schema}.entry_number'), v_now, 'gate_closed', coalesce(p_tenant, ''), p_actor, p_reason, p_detail);
  END IF;

  RETURN v_is_news;
END $$;
