-- Lets contacts heed what stands for their addresses at all tenants: who was still being made by a transaction while the person opted out was found by nobody then.
-- Their own opt-outs stay as they are. What waits for them is cancelled. Gives how many there were. Where a later word of theirs comes, nothing older is heeded any
-- more (p_is_word).
CREATE OR REPLACE FUNCTION {schema}.heed_standing(p_contacts uuid[], p_is_word boolean DEFAULT false) RETURNS integer
LANGUAGE plpgsql VOLATILE
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan SET jit = off
AS $$
DECLARE
  v_id uuid;
  v_found record;
  v_at timestamptz;
  v_channels text;
  v_heeded integer := 0;
BEGIN
  IF EXISTS (SELECT FROM {schema}.standing_opt_out) THEN
    FOR v_id IN SELECT DISTINCT u.id FROM unnest(p_contacts) AS u (id) ORDER BY u.id LOOP
      SELECT c.tenant, c.opted_out_at, c.channel_opt_outs, s.opted_out_at AS at, s.opt_out_reason AS why, s.channel_opt_outs AS channels, s.reason, s.actor_id INTO v_found
      FROM {schema}.contact c JOIN {schema}.standing_opt_out s ON s.hash = ANY (ARRAY[c.standing_hash])
      WHERE c.id = v_id FOR NO KEY UPDATE OF c;
      CONTINUE WHEN NOT FOUND;

      v_at := coalesce(v_found.opted_out_at, v_found.at);
      v_channels := (
        SELECT string_agg(o.line, E'\n' ORDER BY o.channel COLLATE "C")
        FROM (
          SELECT DISTINCT ON (l.channel) l.channel, l.line
          FROM (
            SELECT 1 AS rank, split_part(a.line, ' ', 1) AS channel, a.line FROM unnest(string_to_array(v_found.channel_opt_outs, E'\n')) AS a (line)
            UNION ALL
            SELECT 2, split_part(b.line, ' ', 1), b.line FROM unnest(string_to_array(v_found.channels, E'\n')) AS b (line)) l
          ORDER BY l.channel, l.rank) o);
      UPDATE {schema}.contact SET
        opt_out_reason = CASE WHEN opted_out_at IS NULL THEN v_found.why ELSE opt_out_reason END, opted_out_at = v_at, channel_opt_outs = v_channels, standing_hash = NULL
      WHERE id = v_id OR linked_to = v_id;
      v_heeded := v_heeded + 1;
      CONTINUE WHEN (v_at, v_channels) IS NOT DISTINCT FROM (v_found.opted_out_at, v_found.channel_opt_outs);

      INSERT INTO {schema}.audit (number, at, event, tenant, contact_id, actor_id, reason)
      VALUES (nextval('{schema}.entry_number'), {schema}.clock(), 'opted_out', v_found.tenant, v_id, v_found.actor_id, v_found.reason);
      PERFORM {schema}.cancel_live(
        ARRAY(
          SELECT w.id
          FROM (SELECT m.id, m.flow_id FROM {schema}.message m WHERE m.contact_id = v_id OFFSET 0) w
          JOIN {schema}.flow f ON f.flow_id = ANY (ARRAY[w.flow_id])
          WHERE (SELECT l.id FROM {schema}.live l WHERE l.id = w.id) IS NOT NULL AND {schema}.is_opted_out(v_id, w.flow_id)
            AND NOT (f.template = '' AND f.domain IN ('notify:opted_out', 'notify:help'))
          ORDER BY w.id),
        'opt_out', v_found.actor_id, v_found.reason);
    END LOOP;
  END IF;

  IF p_is_word THEN
    UPDATE {schema}.contact SET standing_hash = NULL WHERE id = ANY (p_contacts) AND standing_hash IS NOT NULL;
  END IF;

  RETURN v_heeded;
END $$;
