-- Opens what a source closed; answers whether it was closed.
CREATE OR REPLACE FUNCTION {schema}.open_gate(
  p_tenant text, p_channel text, p_account text, p_domain text, p_template text, p_source text, p_actor integer, p_detail text) RETURNS boolean
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  v_now timestamptz;
  v_until timestamptz;
  v_reason text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('notify gates {schema}', 0));
  v_now := {schema}.clock();
  DELETE FROM {schema}.gate g
  WHERE g.source = p_source AND (g.tenant, g.channel, g.account, g.domain, g.template)
    IS NOT DISTINCT FROM (p_tenant, p_channel, p_account, p_domain, p_template)
  RETURNING g.until, g.reason INTO v_until, v_reason;
  IF NOT FOUND OR v_until <= v_now THEN
    RETURN false;
  END IF;

  INSERT INTO {schema}.audit (number, at, event, tenant, actor_id, reason, detail)
  VALUES (nextval('{schema}.entry_number'), v_now, 'gate_opened', coalesce(p_tenant, ''), p_actor, v_reason, p_detail);
  RETURN true;
END $$;
