-- Puts the hashes of a person's addresses in their place, where that is not done yet, and locks the person's messages, so that nothing of them becomes live
-- meanwhile. The contact is locked.
CREATE OR REPLACE FUNCTION {schema}.erase_contact(p_contact uuid, p_hashes bytea[]) RETURNS void
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_all uuid[];  -- the contact, and those that went up in it
BEGIN
  PERFORM {schema}.gather_contact(p_contact);
  v_all := p_contact || ARRAY(SELECT c.id FROM {schema}.contact c WHERE c.linked_to = p_contact);
  UPDATE {schema}.contact SET
    kind = 'erased', value = id::text, opted_out_at = coalesce(opted_out_at, {schema}.clock()), opt_out_reason = 'erased',
    has_quiet_hours = false, quiet_start = NULL, quiet_end = NULL, locale = NULL, zone = NULL,
    allows_sms = true, allows_marketing = true, marketing_at = NULL, preferred_channel = NULL, last_channel = NULL, facts = NULL, channel_opt_outs = NULL, linked = NULL,
    standing_hash = NULL
  -- Asked like this, no index of those that are not erased is read from end to end.
  WHERE id = ANY (v_all) AND (kind = 'erased') IS FALSE;
  IF FOUND THEN
    INSERT INTO {schema}.erased_address (tenant, hash, contact_id)
    SELECT c.tenant, h.hash, c.id FROM {schema}.contact c CROSS JOIN unnest(p_hashes) AS h (hash) WHERE c.id = p_contact ORDER BY h.hash
    ON CONFLICT (tenant, hash) DO UPDATE SET contact_id = excluded.contact_id;
  END IF;

  -- What came before this and is read later tells nothing of them any more.
  UPDATE {schema}.contact SET erased_at = {schema}.clock() WHERE id = ANY (v_all);

  INSERT INTO {schema}.erasure AS e (contact_id, erased_at, look_at)
  SELECT c.id, c.erased_at, c.erased_at + interval '10 seconds'
  FROM unnest(v_all) AS u (id) JOIN {schema}.contact c ON c.id = ANY (ARRAY[u.id]) ORDER BY u.id
  ON CONFLICT (contact_id) DO UPDATE SET erased_at = excluded.erased_at, look_at = excluded.look_at;

  -- In the order of the ids, and not by an index in that order.
  PERFORM FROM {schema}.message WHERE contact_id = p_contact ORDER BY id::text COLLATE "C" FOR NO KEY UPDATE;
END $$;

-- Takes what tells of a person out of all their deliveries, once what waits of them is cancelled. Gives how many payloads were emptied.
CREATE OR REPLACE FUNCTION {schema}.erase_deliveries(p_contact uuid) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_ids uuid[];
  v_times timestamptz[];
  v_emptied integer;
BEGIN
  SELECT array_agg(m.id ORDER BY m.id::text COLLATE "C"), array_agg(m.queued_at ORDER BY m.id::text COLLATE "C") INTO v_ids, v_times FROM {schema}.message m WHERE m.contact_id = p_contact;

  UPDATE {schema}.live l SET is_erased = true, provider_message_id = NULL FROM unnest(v_ids) AS u (id) WHERE l.id = ANY (ARRAY[u.id]) AND NOT l.is_erased;

  UPDATE {schema}.message SET payload = '' WHERE contact_id = p_contact AND octet_length(payload) > 0;
  GET DIAGNOSTICS v_emptied = ROW_COUNT;

  UPDATE {schema}.history h SET provider_message_id = NULL
  FROM unnest(v_ids, v_times) AS u (id, queued_at)
  WHERE h.id = ANY (ARRAY[u.id]) AND h.queued_at = u.queued_at AND h.provider_message_id IS NOT NULL;

  UPDATE {schema}.receipt r SET provider_message_id = NULL
  WHERE r.delivery_id = ANY (v_ids) AND r.provider_message_id IS NOT NULL;
  RETURN v_emptied;
END $$;

-- Empties what was queued for erased people by transactions that had begun before, for a day after each erasure: as long as such a transaction may be open.
-- Each wait is as long as all before it. One at a time; who comes second does nothing. Gives how many people it looked for.
CREATE OR REPLACE FUNCTION {schema}.erase_late(p_limit integer) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_now CONSTANT timestamptz := {schema}.clock();
  v_ids uuid[];
  v_id uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM {schema}.erasure WHERE look_at <= v_now)
    OR NOT pg_try_advisory_xact_lock(hashtextextended('{schema}.erase_late', 0))
  THEN
    RETURN 0;
  END IF;

  v_ids := ARRAY(SELECT e.contact_id FROM {schema}.erasure e WHERE e.look_at <= v_now ORDER BY e.look_at LIMIT p_limit);
  PERFORM FROM {schema}.message WHERE contact_id = ANY (v_ids) AND octet_length(payload) > 0 ORDER BY id::text COLLATE "C" FOR NO KEY UPDATE;
  FOREACH v_id IN ARRAY v_ids LOOP
    IF EXISTS (SELECT FROM {schema}.message WHERE contact_id = v_id AND octet_length(payload) > 0) THEN
      PERFORM {schema}.erase_deliveries(v_id);
    END IF;
  END LOOP;

  -- One who is erased again meanwhile is looked for from the beginning.
  DELETE FROM {schema}.erasure WHERE contact_id = ANY (v_ids) AND look_at <= v_now AND erased_at <= v_now - interval '1 day';
  UPDATE {schema}.erasure SET look_at = v_now + (v_now - erased_at) WHERE contact_id = ANY (v_ids) AND look_at <= v_now;
  RETURN cardinality(v_ids);
END $$;
