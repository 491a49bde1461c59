-- Ends live deliveries without their worker's doing: cancelled, expired, given up. Deletes the live row, writes the step to history, with the claim and
-- the mark that were under way, and lists it in ended. Rows that are in another state by now, or under another lease, are left alone.
-- What waits for them follows. Call it before the lease row is deleted: the worker's name is taken from there.
CREATE OR REPLACE FUNCTION {schema}.end_live(
  p_ids uuid[],                              -- which, in the order of their ids
  p_state integer,                           -- 7, 10 or 11
  p_reason text,
  p_actor integer,
  p_from integer[] DEFAULT '{1,2,3,8}',      -- only those in one of these states
  p_lease bigint DEFAULT NULL,               -- only those under this lease
  p_is_about_send boolean DEFAULT false,     -- whether the step is about the last send
  p_detail text DEFAULT NULL)                -- more in words, for the trail
RETURNS SETOF uuid                           -- those it ended
LANGUAGE plpgsql VOLATILE ROWS 1000
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_now timestamptz := {schema}.clock();
  v_ended uuid[];
  v_held uuid[];
BEGIN
  WITH gone AS (
    DELETE FROM {schema}.live l USING unnest(p_ids) AS u (id)
    WHERE l.id = ANY (ARRAY[u.id]) AND l.state = ANY (p_from) AND (p_lease IS NULL OR l.lease = p_lease)
    RETURNING l.*
  ), written AS (
    INSERT INTO {schema}.history (id, queued_at, number, at, flow_id, actor_id, state, attempts, sends, failed_send, send, due_at,
      lease, worker_id, claimed_at, marked_at, expires_at, event, reason, error_code, detail, entry_code, entry_detail, provider_message_id, note)
    SELECT g.id, g.queued_at, nextval('{schema}.entry_number'), greatest(v_now, g.changed_at, g.claimed_at, g.marked_at), g.flow_id, p_actor, p_state,
      g.attempts, g.sends, g.failed_send, CASE WHEN p_is_about_send THEN g.sends ELSE 0 END, coalesce(g.due_at, g.ready_at),
      nullif(g.lease, 0), h.actor_id, g.claimed_at, g.marked_at, g.expires_at, NULL, p_reason, g.error_code, g.detail, NULL, p_detail,
      g.provider_message_id, g.note
    FROM gone g LEFT JOIN {schema}.lease h ON h.lease = g.lease
  ), listed AS (
    INSERT INTO {schema}.ended (id, queued_at, flow_id, state) SELECT g.id, g.queued_at, g.flow_id, p_state FROM gone g
  )
  SELECT array_agg(g.id), array_agg(g.fallback_id ORDER BY g.id) FILTER (WHERE g.fallback_id IS NOT NULL) INTO v_ended, v_held FROM gone g;

  IF v_held IS NOT NULL THEN
    PERFORM {schema}.follow(
      v_held, array_fill(p_state::smallint, ARRAY[cardinality(v_held)]), array_fill(p_reason, ARRAY[cardinality(v_held)]), p_actor);
  END IF;

  RETURN QUERY SELECT unnest(v_ended);
END
$$;
