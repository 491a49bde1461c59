-- Closes a scope, or changes the gate its source closed before, which is never shortened. One writer at a time.
CREATE OR REPLACE FUNCTION {schema}.close_gate(
  p_tenant text, p_channel text, p_account text, p_domain text, p_template text, p_source text, p_reason text, p_for interval,
  p_actor integer, p_detail text) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  v_now timestamptz;
  v_until timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('notify gates {schema}', 0));
  v_now := {schema}.clock();
  -- Null is until it is opened; the end of the calendar is as far as a time can be read.
  v_until := CASE WHEN p_for IS NOT NULL THEN least(v_now + p_for, timestamptz '9999-12-31 23:59:59+00') END;

  UPDATE {schema}.gate g SET
    reason = p_reason,
    closed_at = CASE WHEN g.until IS NULL OR g.until > v_now THEN g.closed_at ELSE v_now END,
    until = CASE WHEN g.until IS NULL OR v_until IS NULL THEN NULL ELSE greatest(g.until, v_until) END
  WHERE g.source = p_source AND (g.tenant, g.channel, g.account, g.domain, g.template)
    IS NOT DISTINCT FROM (p_tenant, p_channel, p_account, p_domain, p_template);
  IF NOT FOUND THEN
    INSERT INTO {schema}.gate (tenant, channel, account, domain, template, source, reason, closed_at, until)
    VALUES (p_tenant, p_channel, p_account, p_domain, p_template, p_source, p_reason, v_now, v_until);
  END IF;

  INSERT INTO {schema}.audit (number, at, event, tenant, actor_id, reason, detail)
  VALUES (nextval('{schema}.entry_number'), v_now, 'gate_closed', coalesce(p_tenant, ''), p_actor, p_reason, p_detail);
END $$;
