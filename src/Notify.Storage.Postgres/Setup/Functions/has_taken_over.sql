-- Whether a fallback, stored at that time, took the place of the delivery before it. False for none. Looks anew each time it is asked.
CREATE OR REPLACE FUNCTION {schema}.has_taken_over(p_id uuid, p_queued_at timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
BEGIN
  RETURN p_id IS NOT NULL AND EXISTS (
    SELECT FROM {schema}.history h WHERE h.id = p_id AND h.queued_at = p_queued_at AND h.state = 1 AND h.reason = 'fell_back');
END
$$;
