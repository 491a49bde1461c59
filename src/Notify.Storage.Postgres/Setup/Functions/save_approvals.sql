-- Records what providers think of their templates; of each the newest word counts, and of one said twice at a time the last. A time that is null, or to come, is now.
-- Answers of each whether it counts.
CREATE OR REPLACE FUNCTION {schema}.save_approvals(
  p_channels text[], p_accounts text[], p_names text[], p_languages text[], p_statuses smallint[], p_said_at timestamptz[]) RETURNS boolean[]
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  v_now timestamptz;
  v_said_at timestamptz;
  v_known {schema}.template_approval;
  v_count boolean[] := '{}';
  v_has_changed boolean := false;
BEGIN
  PERFORM FROM {schema}.catalogue FOR UPDATE;
  v_now := {schema}.clock();
  FOR i IN 1..cardinality(p_names) LOOP
    v_said_at := least(coalesce(p_said_at[i], v_now), v_now);
    SELECT * INTO v_known FROM {schema}.template_approval a
    WHERE (a.channel, a.account, a.provider_name, a.language) = (p_channels[i], p_accounts[i], p_names[i], p_languages[i]);
    IF v_known.said_at > v_said_at THEN
      v_count := v_count || false;
      CONTINUE;
    END IF;

    v_count := v_count || true;
    v_has_changed := v_has_changed OR v_known.status IS DISTINCT FROM p_statuses[i];
    INSERT INTO {schema}.template_approval (channel, account, provider_name, language, status, said_at)
    VALUES (p_channels[i], p_accounts[i], p_names[i], p_languages[i], p_statuses[i], v_said_at)
    ON CONFLICT (channel, account, provider_name, language) DO UPDATE SET status = excluded.status, said_at = excluded.said_at;
  END LOOP;

  UPDATE {schema}.catalogue SET revision = revision + 1 WHERE v_has_changed;
  RETURN v_count;
END $$;
