-- Whether a contact may not be written to over a flow's channel. Opt-outs of single channels are lines that begin with the channel's name.
CREATE OR REPLACE FUNCTION {schema}.is_opted_out(p_contact uuid, p_flow integer) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (
    SELECT FROM {schema}.contact c
    WHERE c.id = p_contact AND (c.opted_out_at IS NOT NULL OR (c.channel_opt_outs IS NOT NULL AND EXISTS (
      SELECT FROM {schema}.flow f WHERE f.flow_id = p_flow AND strpos(E'\n' || c.channel_opt_outs, E'\n' || f.channel || ' ') > 0))))
$$;
