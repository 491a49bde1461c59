-- Drops what is past its time, one week of one kind a call, oldest first, and answers what it dropped; call it again until it answers nothing.
-- Deliveries of a week go together, once none of them is live and none has moved within 'rest'. A week that somebody uses is left for another time: it waits
-- for a lock no longer than a moment, since all writers wait behind it.
-- It runs with its owner's rights, so nobody may call it but those it is granted to, and it takes nothing that receipts may still come for.
CREATE OR REPLACE FUNCTION {schema}.drop_partitions(retention interval, rest interval) RETURNS SETOF text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET lock_timeout = '200ms'
AS $$
DECLARE
  cutoff CONSTANT timestamptz := {schema}.clock() - retention;
  week record;
  part text;
BEGIN
  IF retention IS NULL OR rest IS NULL OR retention < interval '40 days' OR rest < interval '40 days' THEN
    RAISE invalid_parameter_value USING MESSAGE = 'Nothing younger than 40 days may be dropped: receipts for it may still come.';
  END IF;

  IF NOT pg_try_advisory_xact_lock(hashtextextended('notify partitions {schema}', 0)) THEN
    RETURN;
  END IF;

  FOR week IN
    SELECT w.kind, w.begins, array_agg(w.parent ORDER BY w.place) AS parents, array_agg(w.name ORDER BY w.place) AS names
    FROM (
      SELECT p.kind, p.place, p.parent, c.relname AS name, to_timestamp(substring(c.relname FROM '_w([0-9]{8})$'), 'YYYYMMDD') AS begins
      FROM (VALUES ('delivery', 1, 'message'), ('delivery', 2, 'history'), ('delivery', 3, 'ended'), ('audit', 4, 'audit'), ('receipt', 5, 'receipt'))
        AS p (kind, place, parent)
      JOIN pg_inherits i ON i.inhparent = to_regclass('{schema}.' || p.parent)
      JOIN pg_class c ON c.oid = i.inhrelid) AS w
    WHERE w.begins + interval '168 hours' <= cutoff
    GROUP BY w.kind, w.begins
    ORDER BY w.begins, min(w.place)
  LOOP
    CONTINUE WHEN week.kind = 'delivery' AND {schema}.is_week_needed(week.begins, rest);

    BEGIN
      FOREACH part IN ARRAY week.parents LOOP
        EXECUTE format('LOCK TABLE ONLY {schema}.%I IN ACCESS EXCLUSIVE MODE', part);
      END LOOP;

      -- Now that nobody can bring one back.
      IF week.kind = 'delivery' AND {schema}.is_week_needed(week.begins, rest) THEN
        RAISE lock_not_available;
      END IF;

      FOREACH part IN ARRAY week.names LOOP
        EXECUTE format('DROP TABLE {schema}.%I', part);
      END LOOP;

      IF week.kind = 'delivery' THEN
        DELETE FROM {schema}.stray WHERE queued_at >= week.begins AND queued_at < week.begins + interval '168 hours';
      END IF;
    EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
      CONTINUE;
    END;

    RETURN QUERY SELECT unnest(week.names)::text;
    RETURN;
  END LOOP;

  RETURN QUERY SELECT {schema}.trim_default_partitions(cutoff, rest);
END $$;

REVOKE EXECUTE ON FUNCTION {schema}.drop_partitions(interval, interval) FROM PUBLIC;
