-- Ends live deliveries without their worker's doing: cancelled, expired, given up. Deletes the live row, writes the step to history, with the claim and
-- the mark that were under way, and lists it in ended. Rows that are in another state by now, or under another lease, are left alone.
-- Call it before the lease row is deleted: the worker's name is taken from there.
CREATE OR REPLACE FUNCTION {schema}.end_live(
  _ids uuid[],              -- which, in the order of their ids
  _lease bigint,            -- only those under this lease; null for any
  _from integer[],          -- only those in one of these states
  _to integer,              -- 7, 10 or 11
  _reason text,
  _actor integer,
  _is_about_send boolean,   -- whether the step is about the last send
  _entry_detail text)       -- more in words, for the trail
RETURNS integer             -- how many
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  _now timestamptz := {schema}.clock();
  _count integer;
BEGIN
  WITH gone AS (
    DELETE FROM {schema}.live l USING unnest(_ids) AS u (id)
    WHERE l.id = u.id AND l.state = ANY (_from) AND (_lease IS NULL OR l.lease = _lease)
    RETURNING l.*
  ), written AS (
    INSERT INTO {schema}.history (id, queued_at, number, at, flow_id, actor_id, state, attempts, sends, failed_send, send, due_at,
      lease, worker_id, claimed_at, marked_at, expires_at, event, reason, error_code, detail, entry_code, entry_detail, provider_message_id, note)
    SELECT g.id, g.queued_at, nextval('{schema}.entry_number'), greatest(_now, g.changed_at, g.claimed_at, g.marked_at), g.flow_id, _actor, _to,
      g.attempts, g.sends, g.failed_send, CASE WHEN _is_about_send THEN g.sends ELSE 0 END, coalesce(g.due_at, g.ready_at),
      nullif(g.lease, 0), h.actor_id, g.claimed_at, g.marked_at, g.expires_at, NULL, _reason, g.error_code, g.detail, NULL, _entry_detail,
      g.provider_message_id, g.note
    FROM gone g LEFT JOIN {schema}.lease h ON h.lease = g.lease
  ), listed AS (
    INSERT INTO {schema}.ended (id, queued_at, flow_id, state) SELECT id, queued_at, flow_id, _to FROM gone
  )
  SELECT count(*) INTO _count FROM gone;
  RETURN _count;
END
$$;
