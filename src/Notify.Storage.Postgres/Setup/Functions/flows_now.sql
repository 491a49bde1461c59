-- Flows as they are by now: volatile, so that it sees those that came while the statement that calls it was under way.
CREATE OR REPLACE FUNCTION {schema}.flows_now(p_flows integer[]) RETURNS SETOF {schema}.flow
LANGUAGE plpgsql VOLATILE
SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
BEGIN
  RETURN QUERY SELECT * FROM {schema}.flow f WHERE f.flow_id = ANY (p_flows);
END
$$;
