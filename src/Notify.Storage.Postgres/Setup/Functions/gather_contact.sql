-- Lets all that contacts which went up in one have left be its own: what was queued meanwhile by somebody who had read one of them before, too.
CREATE OR REPLACE FUNCTION {schema}.gather_contact(p_contact uuid) RETURNS void
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  -- In the order of the ids, and not by an index in that order; sessions likewise.
  v_gone CONSTANT uuid[] := ARRAY(SELECT c.id FROM {schema}.contact c WHERE c.linked_to = p_contact ORDER BY c.id::text COLLATE "C");
  v_now CONSTANT timestamptz := {schema}.clock();
  v_id uuid;
BEGIN
  IF cardinality(v_gone) = 0 THEN
    RETURN;
  END IF;

  PERFORM FROM {schema}.message m WHERE m.contact_id = ANY (v_gone) ORDER BY m.id::text COLLATE "C" FOR NO KEY UPDATE;
  UPDATE {schema}.message SET contact_id = p_contact WHERE contact_id = ANY (v_gone);
  UPDATE {schema}.inbound SET contact_id = p_contact WHERE contact_id = ANY (v_gone);

  INSERT INTO {schema}.contact_window AS w (contact_id, channel, account, last_inbound_at)
  SELECT p_contact, o.channel, o.account, max(o.last_inbound_at) FROM {schema}.contact_window o WHERE o.contact_id = ANY (v_gone)
  GROUP BY o.channel, o.account ORDER BY o.channel, o.account
  ON CONFLICT (contact_id, channel, account) DO UPDATE SET last_inbound_at = greatest(w.last_inbound_at, excluded.last_inbound_at);
  DELETE FROM {schema}.contact_window WHERE contact_id = ANY (v_gone);

  -- On each topic the latest word holds; of two of one time, the revocation.
  INSERT INTO {schema}.consent AS k (contact_id, topic, is_granted, source, at, proof)
  SELECT DISTINCT ON (o.topic) p_contact, o.topic, o.is_granted, o.source, o.at, o.proof FROM {schema}.consent o WHERE o.contact_id = ANY (v_gone)
  ORDER BY o.topic, o.at DESC, o.is_granted
  ON CONFLICT (contact_id, topic) DO UPDATE SET is_granted = excluded.is_granted, source = excluded.source, at = excluded.at, proof = excluded.proof
  WHERE excluded.at > k.at OR (excluded.at = k.at AND excluded.is_granted < k.is_granted);
  DELETE FROM {schema}.consent WHERE contact_id = ANY (v_gone);

  -- One talk at a time. What has expired ends as of then; where two go on still, the person's own does, and learns what only the other one knows. A context has at most
  -- 65,536 characters: what is too long together stays with the one that ends.
  PERFORM FROM {schema}.session s WHERE s.contact_id = ANY (v_gone || p_contact) AND s.status <> 2 ORDER BY s.id::text COLLATE "C" FOR NO KEY UPDATE;
  UPDATE {schema}.session SET status = 2, ended_at = expires_at, version = version + 1
  WHERE contact_id = ANY (v_gone || p_contact) AND status <> 2 AND expires_at <= v_now;
  FOREACH v_id IN ARRAY v_gone LOOP
    UPDATE {schema}.session s SET
      context = CASE WHEN length((o.context || s.context)::text) <= 65536 THEN o.context || s.context ELSE s.context END,
      summary_id = coalesce(s.summary_id, o.summary_id),
      last_channel = CASE WHEN o.active_at > s.active_at THEN o.last_channel ELSE s.last_channel END,
      active_at = greatest(s.active_at, o.active_at),
      expires_at = greatest(s.expires_at, o.expires_at),
      version = s.version + 1
    FROM {schema}.session o WHERE s.contact_id = p_contact AND s.status <> 2 AND o.contact_id = v_id AND o.status <> 2;
    IF FOUND THEN
      UPDATE {schema}.session SET status = 2, ended_at = v_now, version = version + 1 WHERE contact_id = v_id AND status <> 2;
    END IF;

    UPDATE {schema}.session SET contact_id = p_contact WHERE contact_id = v_id;
  END LOOP;
END $$;
