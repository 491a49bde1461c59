-- What add_contacts stores: all but erased addresses. Part of its statement, and so without settings of its own, which would keep the two apart.
CREATE OR REPLACE FUNCTION {schema}.new_contacts(p_ids uuid[], p_tenants text[], p_kinds text[], p_values text[], p_hashes bytea[], p_standing bytea[])
RETURNS TABLE (id uuid, tenant text, kind text, value text, opted_out_at timestamptz, opt_out_reason text, channel_opt_outs text, standing_hash bytea)
LANGUAGE sql STABLE ROWS 1000
AS $$
  -- Read by place out of the arrays, which costs half of what unnesting them side by side does; nothing is looked up for each where there is nothing at all.
  SELECT p_ids[i], p_tenants[i], p_kinds[i], p_values[i], s.opted_out_at, s.opt_out_reason, s.channel_opt_outs, CASE WHEN s.hash IS NULL THEN p_standing[i] END
  FROM generate_series(1, cardinality(p_ids)) AS i
  LEFT JOIN LATERAL (
    SELECT o.hash, o.opted_out_at, o.opt_out_reason, o.channel_opt_outs FROM {schema}.standing_opt_out o
    WHERE EXISTS (SELECT FROM {schema}.standing_opt_out) AND o.hash = ANY (ARRAY[p_standing[i]])
  ) s ON true
  WHERE NOT EXISTS (SELECT FROM {schema}.erased_address)
    OR (SELECT e.contact_id FROM {schema}.erased_address e WHERE e.tenant = p_tenants[i] AND e.hash = p_hashes[i]) IS NULL
$$;
