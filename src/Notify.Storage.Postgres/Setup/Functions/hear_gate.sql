-- Keeps when a source last spoke of a scope.
CREATE OR REPLACE FUNCTION {schema}.keep_word(
  p_tenant text, p_channel text, p_account text, p_domain text, p_template text, p_country text, p_source text, p_said_at timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
  UPDATE {schema}.gate_word w SET said_at = p_said_at
  WHERE w.source = p_source AND (w.tenant, w.channel, w.account, w.domain, w.template, w.country)
    IS NOT DISTINCT FROM (p_tenant, p_channel, p_account, p_domain, p_template, p_country);
  IF NOT FOUND THEN
    INSERT INTO {schema}.gate_word (tenant, channel, account, domain, template, country, source, said_at)
    VALUES (p_tenant, p_channel, p_account, p_domain, p_template, p_country, p_source, p_said_at);
  END IF;
END $$;

-- Does what a provider says of a scope by itself. p_for is from when it was said. Answers a Notify.Gates.GateEffect: 0 nothing new, 1 changed,
-- 2 a newer word was known and nothing was done, 3 its time was over: nothing was closed, and what
-- the source closed before stays, as it would have had the word been heard in time.
CREATE OR REPLACE FUNCTION {schema}.hear_gate(
  p_tenant text, p_channel text, p_account text, p_domain text, p_template text, p_country text, p_source text, p_reason text, p_for interval,
  p_is_closed boolean, p_said_at timestamptz, p_actor integer, p_detail text) RETURNS smallint
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  v_now timestamptz;
  v_said_at timestamptz;
  v_for interval;
  v_is_news boolean;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('notify gates {schema}', 0));
  v_now := {schema}.clock();
  v_said_at := least(p_said_at, v_now);
  IF EXISTS (
    SELECT FROM {schema}.gate_word w
    WHERE w.said_at > v_said_at AND w.source = p_source AND (w.tenant, w.channel, w.account, w.domain, w.template, w.country)
      IS NOT DISTINCT FROM (p_tenant, p_channel, p_account, p_domain, p_template, p_country)
  ) THEN
    RETURN 2;
  END IF;

  v_for := p_for - (v_now - v_said_at);
  IF p_is_closed AND v_for <= interval '0' THEN
    PERFORM {schema}.keep_word(p_tenant, p_channel, p_account, p_domain, p_template, p_country, p_source, v_said_at);
    RETURN 3;
  END IF;

  v_is_news := CASE
    WHEN p_is_closed THEN {schema}.close_gate(
      p_tenant, p_channel, p_account, p_domain, p_template, p_country, p_source, p_reason, v_for, NULL, NULL, p_actor, p_detail)
    ELSE {schema}.open_gate(p_tenant, p_channel, p_account, p_domain, p_template, p_country, p_source, p_actor, p_detail)
  END;
  -- Opening keeps the present time, as it must where an operator opens.
  PERFORM {schema}.keep_word(p_tenant, p_channel, p_account, p_domain, p_template, p_country, p_source, v_said_at);
  RETURN v_is_news::integer::smallint;
END $$;
