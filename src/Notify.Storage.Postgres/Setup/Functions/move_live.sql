-- Moves live deliveries to queued (1) or in doubt (8) without their worker's doing: leases that are over, resends, other due times, requeues. Nobody holds
-- them afterwards. Writes the step to history, with the claim and the mark that were under way. Rows that are in another state by now, or under another
-- lease, are left alone, and those are not queued that may not be sent again, since their fallback took their place, unless that is asked for afresh. Call it before the lease row is deleted: the worker's name is taken from there.
CREATE OR REPLACE FUNCTION {schema}.move_live(
  p_ids uuid[],                              -- which, in the order of their ids
  p_state integer,                           -- 1 or 8
  p_reason text,
  p_actor integer,
  p_from integer[] DEFAULT '{1,2,3,8}',      -- only those in one of these states
  p_lease bigint DEFAULT NULL,               -- only those under this lease
  p_is_about_send boolean DEFAULT false,     -- whether the step is about the last send
  p_due_at timestamptz DEFAULT NULL,         -- for queued: when it is due; null for as before
  p_is_afresh boolean DEFAULT false,         -- all attempts before it again, and no expiry that has passed
  p_event text DEFAULT NULL,                 -- null where the state's name is the event
  p_detail text DEFAULT NULL)                -- more in words, for the trail
RETURNS SETOF uuid                           -- those it moved
LANGUAGE plpgsql VOLATILE ROWS 1000
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_now timestamptz := {schema}.clock();
BEGIN
  RETURN QUERY
  WITH was AS MATERIALIZED (
    SELECT l.id, l.lease, l.claimed_at, l.marked_at, l.note, l.fallback_id, coalesce(l.due_at, l.ready_at) AS due_at,
      greatest(v_now, l.changed_at, l.claimed_at, l.marked_at) AS at
    FROM unnest(p_ids) AS u (id) JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id])
    WHERE l.state = ANY (p_from) AND (p_lease IS NULL OR l.lease = p_lease)
      AND (p_state <> 1 OR p_is_afresh OR l.state <> 8 OR NOT l.has_fallen_back)
    FOR UPDATE OF l
  ), moved AS (
    UPDATE {schema}.live l SET
      state = p_state, reason = p_reason, changed_at = w.at, lease = 0, claimed_at = NULL, marked_at = NULL, note = NULL,
      ready_at = CASE p_state WHEN 8 THEN 'infinity' ELSE coalesce(p_due_at, w.due_at) END,
      due_at = CASE p_state WHEN 8 THEN w.due_at END,
      doubt_at = CASE p_state WHEN 8 THEN w.at END,
      primary_id = NULL, fires_at = NULL, falls_after = NULL, unsent_after = NULL,
      attempts = CASE WHEN p_is_afresh THEN 0 ELSE l.attempts END,
      expires_at = CASE WHEN p_is_afresh AND l.expires_at <= v_now THEN NULL ELSE l.expires_at END
    FROM was w WHERE l.id = ANY (ARRAY[w.id])
    RETURNING l.*, w.lease AS was_lease, w.claimed_at AS was_claimed_at, w.marked_at AS was_marked_at, w.note AS was_note
  ), awaited AS (
    -- In doubt, the wait for delivery has begun with the mark.
    UPDATE {schema}.live h SET fires_at = coalesce(w.marked_at, w.at) + h.falls_after, falls_after = NULL, unsent_after = NULL
    FROM was w WHERE p_state = 8 AND w.fallback_id IS NOT NULL AND h.id = ANY (ARRAY[w.fallback_id]) AND h.falls_after IS NOT NULL
  ), written AS (
    INSERT INTO {schema}.history (id, queued_at, number, at, flow_id, actor_id, state, attempts, sends, failed_send, send, due_at,
      lease, worker_id, claimed_at, marked_at, expires_at, event, reason, error_code, detail, entry_code, entry_detail, provider_message_id, note)
    SELECT m.id, m.queued_at, nextval('{schema}.entry_number'), m.changed_at, m.flow_id, p_actor, p_state,
      m.attempts, m.sends, m.failed_send, CASE WHEN p_is_about_send THEN m.sends ELSE 0 END, coalesce(m.due_at, m.ready_at),
      nullif(m.was_lease, 0), h.actor_id, m.was_claimed_at, m.was_marked_at, m.expires_at, p_event, p_reason, m.error_code, m.detail, NULL, p_detail,
      m.provider_message_id, m.was_note
    FROM moved m LEFT JOIN {schema}.lease h ON h.lease = m.was_lease
  )
  SELECT m.id FROM moved m;
END
$$;
