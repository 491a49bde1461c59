-- Queues what ended again, with all attempts before it and without an expiry that has passed. Locks the message rows first: only who holds those may
-- make a delivery live. What has moved on meanwhile is left alone.
CREATE OR REPLACE FUNCTION {schema}.requeue_ended(
  p_ids uuid[],               -- which, in the order of their ids
  p_queued_at timestamptz[],
  p_from smallint[],          -- only those in one of these states
  p_reason text,
  p_actor integer,
  p_detail text)              -- more in words, for the trail
RETURNS SETOF uuid            -- those it queued
LANGUAGE plpgsql VOLATILE ROWS 1000
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_now timestamptz;
BEGIN
  PERFORM FROM unnest(p_ids, p_queued_at) AS u (id, queued_at)
  JOIN {schema}.message m ON m.id = ANY (ARRAY[u.id]) AND m.queued_at = u.queued_at
  FOR NO KEY UPDATE OF m;

  v_now := {schema}.clock();
  RETURN QUERY
  WITH gone AS (
    DELETE FROM {schema}.ended e USING unnest(p_ids, p_queued_at) AS u (id, queued_at)
    WHERE e.id = ANY (ARRAY[u.id]) AND e.queued_at = u.queued_at AND e.state + 0 = ANY (p_from)
    RETURNING e.id, e.queued_at
  ), was AS MATERIALIZED (
    SELECT h.*, m.number AS line_number, m.fallback_id, 
      CASE WHEN m.fallback_id IS NULL THEN false ELSE {schema}.has_taken_over(m.fallback_id, m.queued_at) END AS has_fallen_back,
      CASE WHEN h.expires_at > v_now THEN h.expires_at END AS still_expires_at
    FROM gone g
    JOIN {schema}.message m ON m.id = ANY (ARRAY[g.id]) AND m.queued_at = g.queued_at
    CROSS JOIN LATERAL (
      SELECT * FROM {schema}.history n WHERE n.id = g.id AND n.queued_at = g.queued_at ORDER BY n.number DESC LIMIT 1
    ) h
  ), queued AS (
    INSERT INTO {schema}.live (id, queued_at, ready_at, number, flow_id, state, sends, failed_send, changed_at, expires_at, reason, error_code, detail,
      provider_message_id, fallback_id, has_fallen_back)
    SELECT w.id, w.queued_at, v_now, w.line_number, w.flow_id, 1, w.sends, w.failed_send, v_now, w.still_expires_at, p_reason, w.error_code, w.detail,
      w.provider_message_id, w.fallback_id, w.has_fallen_back
    FROM was w
  ), written AS (
    INSERT INTO {schema}.history (id, queued_at, number, at, flow_id, actor_id, state, attempts, sends, failed_send, send, due_at, expires_at,
      reason, error_code, detail, entry_detail, provider_message_id)
    SELECT w.id, w.queued_at, nextval('{schema}.entry_number'), v_now, w.flow_id, p_actor, 1, 0, w.sends, w.failed_send, 0, v_now, w.still_expires_at,
      p_reason, w.error_code, w.detail, p_detail, w.provider_message_id
    FROM was w
  )
  SELECT w.id FROM was w;
END
$$;
