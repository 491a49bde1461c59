-- Contacts by address, one row a key in 'place' (from 1); all but the time is null where there is none.
CREATE OR REPLACE FUNCTION {schema}.find_contacts(p_tenants text[], p_kinds text[], p_values text[])
RETURNS TABLE (place bigint, now timestamptz, id uuid, opted_out_at timestamptz, opt_out_reason text,
  has_quiet_hours boolean, quiet_start time, quiet_end time, locale text, zone text,
  allows_sms boolean, preferred_channel text, last_channel text, facts text, allows_marketing boolean, channel_opt_outs text, linked text, linked_to uuid,
  marketing_at timestamptz)
LANGUAGE plpgsql STABLE ROWS 1000
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_now CONSTANT timestamptz := {schema}.clock();
BEGIN
  RETURN QUERY
  SELECT u.place, v_now, c.id, c.opted_out_at, c.opt_out_reason, c.has_quiet_hours, c.quiet_start, c.quiet_end, c.locale, c.zone,
    c.allows_sms, c.preferred_channel, c.last_channel, c.facts, c.allows_marketing, c.channel_opt_outs, c.linked, c.linked_to, c.marketing_at
  FROM unnest(p_tenants, p_kinds, p_values) WITH ORDINALITY AS u (tenant, kind, value, place)
  LEFT JOIN {schema}.contact c ON c.value = ANY (ARRAY[u.value]) AND c.kind = u.kind AND c.tenant = u.tenant;
END $$;
