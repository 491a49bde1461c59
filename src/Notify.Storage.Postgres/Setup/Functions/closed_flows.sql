-- The flows behind a gate that is closed at a time, or being tried. A country's gate has no flows.
CREATE OR REPLACE FUNCTION {schema}.closed_flows(p_now timestamptz) RETURNS integer[]
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM {schema}.gate g WHERE g.country IS NULL AND (g.mends IS NOT NULL OR g.until IS NULL OR g.until > p_now)) THEN
    RETURN '{}';
  END IF;

  -- Gates of tenants by their tenants' flows: each of thousands may have its own.
  RETURN ARRAY(
    SELECT f.flow_id
    FROM {schema}.gate g JOIN {schema}.flow f ON f.tenant = g.tenant
    WHERE g.country IS NULL AND (g.mends IS NOT NULL OR g.until IS NULL OR g.until > p_now)
      AND (g.channel IS NULL OR g.channel = f.channel)
      AND (g.account IS NULL OR g.account = f.account)
      AND (g.domain IS NULL OR g.domain = f.domain)
      AND (g.template IS NULL OR g.template = f.template)
    UNION
    SELECT f.flow_id
    FROM {schema}.flow f
    WHERE EXISTS (
      SELECT FROM {schema}.gate g
      WHERE g.tenant IS NULL AND g.country IS NULL AND (g.mends IS NOT NULL OR g.until IS NULL OR g.until > p_now)
        AND (g.channel IS NULL OR g.channel = f.channel)
        AND (g.account IS NULL OR g.account = f.account)
        AND (g.domain IS NULL OR g.domain = f.domain)
        AND (g.template IS NULL OR g.template = f.template)));
END
$$;

-- The flows of tenants that have a quota; where p_used_up, only of those that have nothing left of it.
CREATE OR REPLACE FUNCTION {schema}.metered_flows(p_now timestamptz, p_used_up boolean) RETURNS integer[]
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM {schema}.quota) THEN
    RETURN '{}';
  END IF;

  RETURN ARRAY(
    SELECT f.flow_id
    FROM {schema}.quota q JOIN {schema}.flow f ON f.tenant = q.tenant
    WHERE NOT p_used_up OR (CASE WHEN q.ends_at > p_now THEN q.used ELSE 0 END) >= q.most);
END
$$;

-- How many may be claimed now of each account with a pace, the critical lane apart: the rule of Notify.Limits.PaceRules.
CREATE OR REPLACE FUNCTION {schema}.paced_accounts(p_now timestamptz)
RETURNS TABLE (channel text, account text, most integer)
LANGUAGE sql STABLE
AS $$
  SELECT p.channel, p.account, ceil(greatest(0, least(1, extract(epoch FROM p_now + interval '2 seconds' - p.next_at))) * p.per_second)::integer
  FROM {schema}.pace p
  WHERE p.next_at > p_now - interval '1 minute'
  ORDER BY p.channel, p.account
$$;
