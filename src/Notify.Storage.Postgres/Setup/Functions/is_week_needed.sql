-- Whether a live delivery was queued in the week that begins then, or one of that week has moved of late.
CREATE OR REPLACE FUNCTION {schema}.is_week_needed(begins timestamptz, rest interval) RETURNS boolean
LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_custom_plan SET jit = off
AS $$
DECLARE
  ends CONSTANT timestamptz := begins + interval '168 hours';
BEGIN
  RETURN EXISTS (
      SELECT FROM {schema}.live
      WHERE id >= {schema}.first_id(begins - interval '1 hour') AND id < {schema}.first_id(ends + interval '1 hour') AND queued_at >= begins AND queued_at < ends)
    OR EXISTS (
      SELECT FROM {schema}.stray s
      WHERE s.queued_at >= begins AND s.queued_at < ends AND (SELECT l.id FROM {schema}.live l WHERE l.id = s.id) IS NOT NULL)
    OR EXISTS (
      SELECT FROM {schema}.history h
      WHERE h.queued_at >= begins AND h.queued_at < ends AND h.at > {schema}.clock() - rest);
END $$;
