-- Makes the partitions of this week and the four to come, and the default ones. Any number of hosts may call it at any time; mostly it finds all in
-- place and takes no lock. Answers what it did: 'made', or why not ('busy' is tried again by the next call).
-- It runs with its owner's rights, so that the app's role needs none on the schema but to read and write; only those it is granted to may call it.
CREATE OR REPLACE FUNCTION {schema}.ensure_partitions() RETURNS TABLE (partition text, outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET lock_timeout = '2s'
AS $$
DECLARE
  week CONSTANT interval := interval '168 hours';
  -- Rows are only added: a look now and then is enough, and none is needed to find dead ones.
  settings CONSTANT text := 'autovacuum_vacuum_insert_scale_factor = 0.5, autovacuum_vacuum_insert_threshold = 100000, '
    'autovacuum_analyze_scale_factor = 0.5, autovacuum_analyze_threshold = 50000';
  this_week CONSTANT timestamptz := date_trunc('week', {schema}.clock());
  is_mine boolean := false;
  has_rows boolean;
  parent record;
  begins timestamptz;
  by_id regclass;
BEGIN
  FOR parent IN
    SELECT * FROM (VALUES ('message', 'queued_at'), ('history', 'queued_at'), ('ended', 'queued_at'), ('audit', 'at'), ('receipt', 'stored_at')) AS p (name, key)
  LOOP
    FOR n IN -1..4 LOOP
      begins := this_week + n * week;
      partition := parent.name || CASE WHEN n < 0 THEN '_default' ELSE to_char(begins, '"_w"YYYYMMDD') END;
      CONTINUE WHEN EXISTS (
        SELECT FROM pg_inherits WHERE inhrelid = to_regclass('{schema}.' || partition) AND inhparent = to_regclass('{schema}.' || parent.name));

      BEGIN
        IF NOT is_mine THEN
          PERFORM pg_advisory_xact_lock(hashtextextended('notify partitions {schema}', 0));
          is_mine := true;
          -- Somebody else may have made it while this waited.
          CONTINUE WHEN EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('{schema}.' || partition));
        END IF;

        IF n >= 0 THEN
          EXECUTE format('SELECT EXISTS (SELECT FROM {schema}.%I WHERE %I >= $1 AND %2$I < $2)', parent.name || '_default', parent.key)
            INTO has_rows USING begins, begins + week;
          IF has_rows THEN
            outcome := 'the default partition holds rows of that week';
            RETURN NEXT;
            CONTINUE;
          END IF;
        END IF;

        -- Attached, not made in place: writers of the other weeks go on meanwhile.
        EXECUTE format('CREATE TABLE {schema}.%I (LIKE {schema}.%I INCLUDING ALL)', partition, parent.name);
        IF n >= 0 THEN
          EXECUTE format('ALTER TABLE {schema}.%I SET (%s)', partition, settings);
        END IF;

        IF parent.name = 'message' THEN
          -- Where a plan takes a partition for empty, all its indexes cost the same, and the newest is chosen: that must be the one by id, and none that has the id
          -- behind something else.
          SELECT i.indexrelid INTO by_id
          FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
          WHERE i.indrelid = to_regclass('{schema}.' || partition) AND i.indnatts = 1 AND a.attname = 'id';
          IF by_id IS NOT NULL THEN
            EXECUTE format('DROP INDEX %s', by_id);
            EXECUTE format('CREATE INDEX ON {schema}.%I (id)', partition);
          END IF;
        END IF;

        EXECUTE format('ALTER TABLE {schema}.%I ATTACH PARTITION {schema}.%I %s',
          parent.name, partition, CASE WHEN n < 0 THEN 'DEFAULT' ELSE format('FOR VALUES FROM (%L) TO (%L)', begins, begins + week) END);

        outcome := 'made';
      -- What fails gives the lock back, too, where it was taken here.
      EXCEPTION
        WHEN lock_not_available OR deadlock_detected OR unique_violation THEN
          outcome := 'busy';
          is_mine := false;
        WHEN check_violation THEN
          outcome := 'the default partition holds rows of that week';
          is_mine := false;
        WHEN duplicate_table THEN
          outcome := 'a table of that name is there and not attached';
          is_mine := false;
      END;

      RETURN NEXT;
    END LOOP;
  END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION {schema}.ensure_partitions() FROM PUBLIC;
