-- The numbers of actors by name, made where they have none.
CREATE OR REPLACE FUNCTION {schema}.actor_ids(p_names text[]) RETURNS TABLE (name text, actor_id integer)
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
BEGIN
  INSERT INTO {schema}.actor (name)
  SELECT DISTINCT u.name FROM unnest(p_names) AS u (name)
  WHERE NOT EXISTS (SELECT FROM {schema}.actor a WHERE a.name = u.name)
  ORDER BY u.name
  ON CONFLICT DO NOTHING;

  RETURN QUERY SELECT a.name, a.actor_id FROM unnest(p_names) AS u (name) JOIN {schema}.actor a ON a.name = u.name;
END $$;
