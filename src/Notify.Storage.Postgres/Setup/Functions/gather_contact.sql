-- Lets all that contacts which went up in one have left be its own: what was queued meanwhile by somebody who had read one of them before, too.
CREATE OR REPLACE FUNCTION {schema}.gather_contact(p_contact uuid) RETURNS void
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_gone CONSTANT uuid[] := ARRAY(SELECT c.id FROM {schema}.contact c WHERE c.linked_to = p_contact ORDER BY c.id);
  v_id uuid;
BEGIN
  IF cardinality(v_gone) = 0 THEN
    RETURN;
  END IF;

  PERFORM FROM {schema}.message m WHERE m.contact_id = ANY (v_gone) ORDER BY m.id FOR NO KEY UPDATE;
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

  -- One talk at a time: where the person has one open, the other one ends.
  FOREACH v_id IN ARRAY v_gone LOOP
    UPDATE {schema}.session SET status = 2, ended_at = {schema}.clock(), version = version + 1
    WHERE contact_id = v_id AND status <> 2 AND EXISTS (SELECT FROM {schema}.session o WHERE o.contact_id = p_contact AND o.status <> 2);
    UPDATE {schema}.session SET contact_id = p_contact WHERE contact_id = v_id;
  END LOOP;
END $$;
