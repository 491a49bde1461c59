-- The flows behind a gate that is closed at a time.
CREATE OR REPLACE FUNCTION {schema}.closed_flows(p_now timestamptz) RETURNS integer[]
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM {schema}.gate g WHERE g.until IS NULL OR g.until > p_now) THEN
    RETURN '{}';
  END IF;

  RETURN ARRAY(
    SELECT f.flow_id
    FROM {schema}.flow f
    WHERE EXISTS (
      SELECT FROM {schema}.gate g
      WHERE (g.until IS NULL OR g.until > p_now)
        AND (g.tenant IS NULL OR g.tenant = f.tenant)
        AND (g.channel IS NULL OR g.channel = f.channel)
        AND (g.account IS NULL OR g.account = f.account)
        AND (g.domain IS NULL OR g.domain = f.domain)
        AND (g.template IS NULL OR g.template = f.template)));
END
$$;
