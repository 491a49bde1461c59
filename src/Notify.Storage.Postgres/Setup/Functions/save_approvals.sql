-- Records what providers think of their templates; of one given twice the last counts.
CREATE OR REPLACE FUNCTION {schema}.save_approvals(
  p_channels text[], p_accounts text[], p_names text[], p_languages text[], p_statuses smallint[]) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  v_has_changed boolean := false;
BEGIN
  PERFORM FROM {schema}.catalogue FOR UPDATE;
  FOR i IN 1..cardinality(p_names) LOOP
    INSERT INTO {schema}.template_approval AS a (channel, account, provider_name, language, status)
    VALUES (p_channels[i], p_accounts[i], p_names[i], p_languages[i], p_statuses[i])
    ON CONFLICT (channel, account, provider_name, language) DO UPDATE SET status = excluded.status WHERE a.status <> excluded.status;
    v_has_changed := v_has_changed OR FOUND;
  END LOOP;

  UPDATE {schema}.catalogue SET revision = revision + 1 WHERE v_has_changed;
END $$;
