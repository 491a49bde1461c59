-- Makes the contacts that are missing and answers as find_contacts does. Keys come sorted, each once, so that two hosts which add the same wait for each other
-- and do not deadlock; the second statement sees what the other one made.
CREATE OR REPLACE FUNCTION {schema}.add_contacts(p_ids uuid[], p_tenants text[], p_kinds text[], p_values text[])
RETURNS TABLE (place bigint, now timestamptz, id uuid, opted_out_at timestamptz, opt_out_reason text,
  has_quiet_hours boolean, quiet_start time, quiet_end time, locale text, zone text)
LANGUAGE plpgsql VOLATILE ROWS 1000
AS $$
BEGIN
  INSERT INTO {schema}.contact (id, tenant, kind, value)
  SELECT u.id, u.tenant, u.kind, u.value FROM unnest(p_ids, p_tenants, p_kinds, p_values) AS u (id, tenant, kind, value)
  ON CONFLICT DO NOTHING;

  RETURN QUERY SELECT * FROM {schema}.find_contacts(p_tenants, p_kinds, p_values);
END $$;
