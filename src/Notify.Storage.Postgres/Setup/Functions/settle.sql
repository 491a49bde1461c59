-- Writes what became of deliveries held under a lease. Ids come sorted in each of the two lists, not across them: a lock on every row before its change would cost
-- more than the rare deadlock with a receipt or a command about both, which whoever loses it begins again. Accepted ones (p_sent) need no more than the provider's ids.
-- Gives the number written. Those that are no longer under the lease are left alone.
CREATE OR REPLACE FUNCTION {schema}.settle(
  p_lease bigint, p_sent uuid[], p_sent_messages text[],
  p_ids uuid[], p_states smallint[], p_events text[], p_reasons text[], p_sends smallint[], p_due_in interval[], p_due_at timestamptz[],
  p_codes text[], p_details text[], p_returned smallint[],
  p_windows boolean[] DEFAULT '{}')  -- whether the fallback's time to be sent in begins anew at the due time
RETURNS integer
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_now timestamptz := {schema}.clock();
  v_worker integer;
  v_count integer;
  v_written integer := 0;
  v_held uuid[];
  v_next smallint[];
  v_why text[];
BEGIN
  -- The lease before its deliveries, as recovery does.
  SELECT e.actor_id INTO v_worker FROM {schema}.lease e WHERE e.lease = p_lease FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;

  -- Queued across the erasure of the person: it tells of them no longer. The message before what is live of it, as all do.
  IF 'erased' = ANY (p_reasons) THEN
    UPDATE {schema}.message m SET payload = ''
    FROM unnest(p_ids, p_reasons) AS u (id, reason) JOIN {schema}.live l ON l.id = ANY (ARRAY[u.id]) AND l.lease = p_lease
    WHERE u.reason = 'erased' AND m.id = ANY (ARRAY[l.id]) AND m.queued_at = l.queued_at AND octet_length(m.payload) > 0;
  END IF;

  IF cardinality(p_sent) > 0 THEN
    WITH done AS (
      DELETE FROM {schema}.live l
      USING unnest(p_sent, p_sent_messages) AS u (id, message)
      WHERE l.id = ANY (ARRAY[u.id]) AND l.lease = p_lease
      RETURNING l.*, u.message
    ), awaited AS (
      UPDATE {schema}.live h SET fires_at = v_now + h.falls_after, falls_after = NULL, unsent_after = NULL
      FROM done d WHERE d.fallback_id IS NOT NULL AND h.id = ANY (ARRAY[d.fallback_id]) AND h.falls_after IS NOT NULL
    )
    INSERT INTO {schema}.history (id, queued_at, number, at, flow_id, actor_id, state, attempts, sends, failed_send, send, due_at,
      lease, worker_id, claimed_at, marked_at, expires_at, reason, error_code, detail, provider_message_id, note)
    SELECT d.id, d.queued_at, nextval('{schema}.entry_number'), v_now, d.flow_id, v_worker, 4, d.attempts, d.sends, d.failed_send, d.sends, d.ready_at,
      p_lease, v_worker, d.claimed_at, d.marked_at, d.expires_at, 'accepted', d.error_code, d.detail,
      CASE WHEN NOT d.is_erased THEN coalesce(d.message, d.provider_message_id) END, d.note
    FROM done d;
    GET DIAGNOSTICS v_written = ROW_COUNT;
  END IF;

  IF cardinality(p_ids) > 0 THEN
    WITH held AS MATERIALIZED (
      -- What would be sent again though its fallback took its place is cancelled instead.
      SELECT l.*, u.send, s.is_over, CASE WHEN s.is_over THEN 11::smallint ELSE u.state END AS next, CASE WHEN NOT s.is_over THEN u.event END AS event,
        CASE WHEN s.is_over THEN 'fell_back' ELSE u.reason END AS why, u.is_window, coalesce(u.due_at, v_now + u.due_in, l.ready_at) AS due,
        u.code, u.said, u.returned
      FROM unnest(p_ids, p_states, p_events, p_reasons, p_sends, p_due_in, p_due_at, p_codes, p_details, p_returned, p_windows)
        AS u (id, state, event, reason, send, due_in, due_at, code, said, returned, is_window)
      CROSS JOIN LATERAL (SELECT l.* FROM {schema}.live l WHERE l.id = u.id AND l.lease = p_lease FOR NO KEY UPDATE) l
      CROSS JOIN LATERAL (SELECT u.state = 1 AND l.state = 3 AND l.has_fallen_back AS is_over) s
    ), awaited AS (
      UPDATE {schema}.live w SET
        fires_at = CASE WHEN h.next = 8 THEN coalesce(h.marked_at, v_now) + w.falls_after ELSE h.due + w.unsent_after END,
        falls_after = CASE WHEN h.next <> 8 THEN w.falls_after END, unsent_after = CASE WHEN h.next <> 8 THEN w.unsent_after END
      FROM held h
      WHERE h.fallback_id IS NOT NULL AND (h.next = 8 OR (h.next = 1 AND h.is_window)) AND w.id = ANY (ARRAY[h.fallback_id]) AND w.falls_after IS NOT NULL
    ), kept AS (
      UPDATE {schema}.live l
      SET state = h.next, lease = 0, claimed_at = NULL, marked_at = NULL, changed_at = v_now,
        ready_at = CASE WHEN h.next = 8 THEN 'infinity' ELSE h.due END,
        due_at = CASE WHEN h.next = 8 THEN h.ready_at END,
        doubt_at = CASE WHEN h.next = 8 THEN v_now END,
        attempts = greatest(0, h.attempts - h.returned), reason = h.why,
        error_code = coalesce(h.code, h.error_code), detail = coalesce(h.said, h.detail), note = NULL
      FROM held h WHERE l.id = ANY (ARRAY[h.id]) AND h.next IN (1, 8)
    ), gone AS (
      DELETE FROM {schema}.live l USING held h WHERE l.id = ANY (ARRAY[h.id]) AND h.next NOT IN (1, 8)
    ), listed AS (
      INSERT INTO {schema}.ended (id, queued_at, flow_id, state)
      SELECT h.id, h.queued_at, h.flow_id, h.next FROM held h WHERE h.next IN (7, 9, 10, 11)
    ), written AS (
    INSERT INTO {schema}.history (id, queued_at, number, at, flow_id, actor_id, state, attempts, sends, failed_send, send, due_at,
      lease, worker_id, claimed_at, marked_at, expires_at, event, reason, error_code, detail, entry_code, entry_detail, provider_message_id, note)
    SELECT h.id, h.queued_at, nextval('{schema}.entry_number'), v_now, h.flow_id, v_worker, h.next, greatest(0, h.attempts - h.returned), h.sends,
      h.failed_send, h.send, CASE WHEN h.next = 1 THEN h.due ELSE h.ready_at END,
      p_lease, v_worker, h.claimed_at, h.marked_at, h.expires_at, h.event, h.why, coalesce(h.code, h.error_code), coalesce(h.said, h.detail),
      h.code, h.said, h.provider_message_id, h.note
    FROM held h
    )
    SELECT count(*), array_agg(h.fallback_id ORDER BY h.id) FILTER (WHERE h.fallback_id IS NOT NULL),
      array_agg(h.next ORDER BY h.id) FILTER (WHERE h.fallback_id IS NOT NULL), array_agg(h.why ORDER BY h.id) FILTER (WHERE h.fallback_id IS NOT NULL)
    INTO v_count, v_held, v_next, v_why
    FROM held h;
    v_written := v_written + v_count;

    IF v_held IS NOT NULL THEN
      PERFORM {schema}.follow(v_held, v_next, v_why, v_worker);
    END IF;
  END IF;

  IF v_written > 0 THEN
    DELETE FROM {schema}.lease e WHERE e.lease = p_lease AND e.held <= v_written;
    IF NOT FOUND THEN
      UPDATE {schema}.lease e SET held = e.held - v_written WHERE e.lease = p_lease;
    END IF;
  END IF;

  RETURN v_written;
END
$$;

-- Which of these a worker has settled under a lease, each to that state: a settlement repeated is known again.
CREATE OR REPLACE FUNCTION {schema}.settled(p_lease bigint, p_ids uuid[], p_states smallint[])
RETURNS SETOF uuid
LANGUAGE sql STABLE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
  SELECT u.id FROM unnest(p_ids, p_states) AS u (id, state)
  WHERE EXISTS (
    SELECT FROM {schema}.history h
    WHERE h.id = ANY (ARRAY[u.id]) AND h.lease = p_lease AND h.actor_id = h.worker_id
      AND (h.state = u.state OR (u.state = 1 AND h.state = 11 AND h.reason = 'fell_back')))
$$;
