-- Opens what a source closed; answers whether it was closed or being tried. It is the newest word on that scope.
CREATE OR REPLACE FUNCTION {schema}.open_gate(
  p_tenant text, p_channel text, p_account text, p_domain text, p_template text, p_country text, p_source text, p_actor integer, p_detail text) RETURNS boolean
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  v_now timestamptz;
  v_known {schema}.gate;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('notify gates {schema}', 0));
  v_now := {schema}.clock();
  PERFORM {schema}.keep_word(p_tenant, p_channel, p_account, p_domain, p_template, p_country, p_source, v_now);
  DELETE FROM {schema}.gate g
  WHERE g.source = p_source AND (g.tenant, g.channel, g.account, g.domain, g.template, g.country)
    IS NOT DISTINCT FROM (p_tenant, p_channel, p_account, p_domain, p_template, p_country)
  RETURNING g.* INTO v_known;
  IF NOT FOUND OR (v_known.until <= v_now AND (v_known.mends IS NULL OR p_country IS NOT NULL)) THEN
    RETURN false;
  END IF;

  INSERT INTO {schema}.audit (number, at, event, tenant, actor_id, reason, detail)
  VALUES (nextval('{schema}.entry_number'), v_now, 'gate_opened', coalesce(p_tenant, ''), p_actor, v_known.reason, p_detail);
  RETURN true;
END $$;

-- Opens the gates that these deliveries were let through to try, and gives them.
CREATE OR REPLACE FUNCTION {schema}.mend_gates(p_ids uuid[]) RETURNS SETOF {schema}.gate
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  v_now timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('notify gates {schema}', 0));
  v_now := {schema}.clock();
  RETURN QUERY
  DELETE FROM {schema}.gate g
  WHERE g.probe_id = ANY (p_ids) AND g.mends IS NOT NULL AND g.country IS NULL AND g.until <= v_now
  RETURNING g.*;
END $$;

-- Writes down that a gate was opened.
CREATE OR REPLACE FUNCTION {schema}.note_opened(p_tenant text, p_reason text, p_actor integer, p_detail text) RETURNS void
LANGUAGE sql VOLATILE
AS $$
  INSERT INTO {schema}.audit (number, at, event, tenant, actor_id, reason, detail)
  VALUES (nextval('{schema}.entry_number'), {schema}.clock(), 'gate_opened', coalesce(p_tenant, ''), p_actor, p_reason, p_detail)
$$;
