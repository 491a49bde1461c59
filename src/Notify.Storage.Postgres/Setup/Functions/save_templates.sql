-- Adds templates as next versions, but for those of which some version says the same. One writer at a time; answers how many were added.
CREATE OR REPLACE FUNCTION {schema}.save_templates(
  p_tenants text[], p_keys text[], p_channels text[], p_locales text[], p_actives boolean[], p_contents bytea[]) RETURNS integer
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  v_added integer := 0;
BEGIN
  PERFORM FROM {schema}.catalogue FOR UPDATE;
  FOR i IN 1..cardinality(p_keys) LOOP
    CONTINUE WHEN EXISTS (
      SELECT FROM {schema}.template
      WHERE tenant = p_tenants[i] AND key = p_keys[i] AND channel = p_channels[i] AND locale = p_locales[i] AND content = p_contents[i]);

    -- A later one is on or off as its key is.
    INSERT INTO {schema}.template (tenant, key, channel, locale, version, is_active, content)
    VALUES (p_tenants[i], p_keys[i], p_channels[i], p_locales[i],
      1 + coalesce((
        SELECT max(version) FROM {schema}.template
        WHERE tenant = p_tenants[i] AND key = p_keys[i] AND channel = p_channels[i] AND locale = p_locales[i]), 0),
      coalesce((SELECT bool_and(is_active) FROM {schema}.template WHERE tenant = p_tenants[i] AND key = p_keys[i]), p_actives[i]),
      p_contents[i]);
    v_added := v_added + 1;
  END LOOP;

  UPDATE {schema}.catalogue SET revision = revision + 1 WHERE v_added > 0;
  RETURN v_added;
END $$;
