-- The numbers of flows, made where they have none; 'place' counts from 1. Sorted before they are added, so that hosts which add the same do not lock
-- each other out; the second statement sees what another host has added meanwhile.
CREATE OR REPLACE FUNCTION {schema}.flow_ids(
  p_tenants text[], p_channels text[], p_accounts text[], p_domains text[], p_templates text[], p_priorities smallint[])
RETURNS TABLE (place bigint, flow_id integer)
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
BEGIN
  INSERT INTO {schema}.flow (tenant, channel, account, domain, template, priority)
  SELECT DISTINCT u.tenant, u.channel, u.account, u.domain, u.template, u.priority
  FROM unnest(p_tenants, p_channels, p_accounts, p_domains, p_templates, p_priorities) AS u (tenant, channel, account, domain, template, priority)
  WHERE NOT EXISTS (
    SELECT FROM {schema}.flow f
    WHERE f.tenant = u.tenant AND f.channel = u.channel AND f.account = u.account AND f.domain = u.domain AND f.template = u.template AND f.priority = u.priority)
  ORDER BY u.tenant, u.channel, u.account, u.domain, u.template, u.priority
  ON CONFLICT DO NOTHING;

  RETURN QUERY
  SELECT u.place, f.flow_id
  FROM unnest(p_tenants, p_channels, p_accounts, p_domains, p_templates, p_priorities)
    WITH ORDINALITY AS u (tenant, channel, account, domain, template, priority, place)
  JOIN {schema}.flow f
    ON f.tenant = u.tenant AND f.channel = u.channel AND f.account = u.account AND f.domain = u.domain AND f.template = u.template AND f.priority = u.priority;
END $$;
