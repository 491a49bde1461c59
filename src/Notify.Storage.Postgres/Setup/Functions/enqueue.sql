-- Stores deliveries, and takes idempotency keys. Keys come sorted by tenant and key and once each; p_owners tells which key (from 1) a delivery
-- belongs to, 0 for none. Deliveries of a key that somebody else has are not stored; those keys are what is returned. p_known tells the flows
-- of the batch, once each, and p_names what the host takes them for: where one is not that here, nothing is stored, and key number 0 says so.
CREATE OR REPLACE FUNCTION {schema}.enqueue(
  p_key_tenants text[], p_keys text[], p_key_ids uuid[], p_key_hashes bigint[],
  p_ids uuid[], p_owners integer[], p_flows integer[], p_contacts uuid[], p_states smallint[], p_reasons text[],
  p_due timestamptz[], p_expires timestamptz[], p_versions integer[], p_locales text[], p_correlations text[],
  p_campaigns text[], p_traces text[], p_payloads bytea[],
  p_first timestamptz, p_last timestamptz, p_app integer, p_channel text, p_known integer[], p_names text[])
RETURNS TABLE (key_number integer, notification_id uuid, content_hash bigint)
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_now timestamptz := {schema}.clock();
  v_taken uuid[];
  v_refused integer[] := '{}';
  v_count integer := cardinality(p_keys);
  v_erased uuid[] := '{}';
  v_numbers bigint[];
BEGIN
  IF EXISTS (
    SELECT FROM unnest(p_known, p_names) AS u (flow_id, name)
    WHERE NOT EXISTS (
      SELECT FROM {schema}.flow f
      WHERE f.flow_id = u.flow_id AND concat_ws(chr(31), f.tenant, f.channel, f.account, f.domain, f.template, f.priority) = u.name))
  THEN
    RETURN QUERY SELECT 0, NULL::uuid, NULL::bigint;
    RETURN;
  END IF;

  IF v_count >= 50 AND NOT EXISTS (
    SELECT FROM {schema}.idempotency_key k WHERE k.tenant = p_key_tenants[1] AND k.key = p_keys[1])
  THEN
    -- Mostly all of many are new, which costs half as much where nothing is asked about each. One that is not new undoes it.
    BEGIN
      INSERT INTO {schema}.idempotency_key (tenant, key, notification_id, content_hash, expires_at)
      SELECT p_key_tenants[i], p_keys[i], p_key_ids[i], p_key_hashes[i], v_now + interval '30 days'
      FROM generate_series(1, v_count) AS i;
      v_count := 0;
    EXCEPTION WHEN unique_violation THEN
      NULL;
    END;
  END IF;

  IF v_count > 0 THEN
    -- Keys of others are locked by this, so that they are still there when they are read below.
    WITH taken AS (
      INSERT INTO {schema}.idempotency_key AS k (tenant, key, notification_id, content_hash, expires_at)
      SELECT u.tenant, u.key, u.id, u.hash, v_now + interval '30 days'
      FROM unnest(p_key_tenants, p_keys, p_key_ids, p_key_hashes) AS u (tenant, key, id, hash)
      ON CONFLICT (tenant, key) DO UPDATE
        SET notification_id = excluded.notification_id, content_hash = excluded.content_hash, expires_at = excluded.expires_at
        WHERE k.expires_at <= v_now
      RETURNING k.notification_id
    )
    SELECT array_agg(t.notification_id) INTO v_taken FROM taken t;
    IF v_taken IS NULL OR cardinality(v_taken) < v_count THEN
      v_refused := ARRAY(
        SELECT u.number::integer FROM unnest(p_key_ids) WITH ORDINALITY AS u (id, number) WHERE u.id <> ALL (coalesce(v_taken, '{}')));
    END IF;
  END IF;

  -- Erased since the contact was read: nothing of the person is stored any more.
  IF EXISTS (SELECT FROM {schema}.erasure) THEN
    v_erased := ARRAY(
      SELECT u.id FROM unnest(p_contacts) AS u (id) WHERE (SELECT e.contact_id FROM {schema}.erasure e WHERE e.contact_id = u.id) IS NOT NULL);
  END IF;

  -- Read by place out of the arrays, which costs half of what unnesting so many side by side does.
  v_numbers := ARRAY(SELECT nextval('{schema}.entry_number') FROM generate_series(1, cardinality(p_ids)));
  INSERT INTO {schema}.message (id, queued_at, number, contact_id, flow_id, template_version, due_at, expires_at, locale,
    correlation_id, campaign_id, trace_parent, payload)
  SELECT p_ids[i], v_now, v_numbers[i], p_contacts[i], p_flows[i], p_versions[i], greatest(p_due[i], v_now), p_expires[i], p_locales[i],
    p_correlations[i], p_campaigns[i], p_traces[i], CASE WHEN p_contacts[i] = ANY (v_erased) THEN '' ELSE p_payloads[i] END
  FROM generate_series(1, cardinality(p_ids)) AS i
  WHERE p_owners[i] >= 0 AND p_owners[i] <> ALL (v_refused);

  INSERT INTO {schema}.live (id, queued_at, ready_at, number, flow_id, state, expires_at)
  SELECT p_ids[i], v_now, greatest(p_due[i], v_now), v_numbers[i], p_flows[i], 1, p_expires[i]
  FROM generate_series(1, cardinality(p_ids)) AS i
  WHERE p_states[i] = 1 AND p_owners[i] >= 0 AND p_owners[i] <> ALL (v_refused);

  -- What a policy forbade is never live.
  IF 9 = ANY (p_states) THEN
    WITH b AS MATERIALIZED (
      SELECT u.id, u.reason, m.number, m.flow_id, m.due_at, m.expires_at
      FROM unnest(p_ids, p_owners, p_states, p_reasons) AS u (id, owner, state, reason)
      JOIN {schema}.message m ON m.id = ANY (ARRAY[u.id]) AND m.queued_at = v_now
      WHERE u.state = 9 AND u.owner >= 0 AND u.owner <> ALL (v_refused)
    ), e AS (
      INSERT INTO {schema}.ended (id, queued_at, flow_id, state) SELECT b.id, v_now, b.flow_id, 9 FROM b
    )
    INSERT INTO {schema}.history (id, queued_at, number, at, flow_id, actor_id, state, attempts, sends, failed_send, send, due_at, expires_at, reason)
    SELECT b.id, v_now, b.number, v_now, b.flow_id, p_app, 9, 0, 0, 0, 0, b.due_at, b.expires_at, b.reason FROM b;
  END IF;

  -- Ids made by a clock far off this one are written down: look-ups trust the time in the others.
  IF p_first < v_now - interval '50 minutes' OR p_last > v_now + interval '50 minutes' THEN
    INSERT INTO {schema}.stray (id, queued_at)
    SELECT u.id, v_now FROM unnest(p_ids, p_owners) AS u (id, owner) WHERE u.owner >= 0 AND u.owner <> ALL (v_refused)
    ON CONFLICT DO NOTHING;
  END IF;

  -- Delivered when the transaction commits, which may be the caller's own.
  IF p_channel IS NOT NULL THEN
    PERFORM pg_notify(p_channel, '');
  END IF;

  IF cardinality(v_refused) > 0 THEN
    RETURN QUERY
    SELECT r.number, k.notification_id, k.content_hash
    FROM unnest(v_refused) AS r (number)
    JOIN {schema}.idempotency_key k ON k.tenant = ANY (ARRAY[p_key_tenants[r.number]]) AND k.key = p_keys[r.number];
  END IF;
END
$$;
