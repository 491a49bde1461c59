-- The contacts that stand for erased addresses, by the hashes of those; 'place' (from 1) is that of the hash.
CREATE OR REPLACE FUNCTION {schema}.find_erased(p_tenants text[], p_hashes bytea[])
RETURNS TABLE (id uuid, tenant text, kind text, value text, opted_out_at timestamptz, opt_out_reason text,
  has_quiet_hours boolean, quiet_start time, quiet_end time, locale text, zone text, place bigint,
  allows_sms boolean, preferred_channel text, last_channel text, facts text, allows_marketing boolean, channel_opt_outs text, linked text, linked_to uuid,
  marketing_at timestamptz)
LANGUAGE plpgsql STABLE ROWS 10
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
BEGIN
  RETURN QUERY
  SELECT c.id, c.tenant, c.kind, c.value, c.opted_out_at, c.opt_out_reason, c.has_quiet_hours, c.quiet_start, c.quiet_end, c.locale, c.zone, u.place,
    c.allows_sms, c.preferred_channel, c.last_channel, c.facts, c.allows_marketing, c.channel_opt_outs, c.linked, c.linked_to, c.marketing_at
  FROM unnest(p_tenants, p_hashes) WITH ORDINALITY AS u (tenant, hash, place)
  JOIN {schema}.erased_address e ON e.tenant = ANY (ARRAY[u.tenant]) AND e.hash = u.hash
  JOIN {schema}.contact c ON c.id = ANY (ARRAY[e.contact_id]);
END $$;
