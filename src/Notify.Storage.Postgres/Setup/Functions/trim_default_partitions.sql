-- Rows that came to lie in the default partitions go row by row when their time is over, some thousands a call.
CREATE OR REPLACE FUNCTION {schema}.trim_default_partitions(cutoff timestamptz, rest interval) RETURNS SETOF text
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  most CONSTANT integer := 5000;
  ids uuid[];
  removed bigint;
BEGIN
  IF EXISTS (SELECT FROM {schema}.message_default WHERE queued_at < cutoff) THEN
    LOCK TABLE {schema}.message_default, {schema}.history_default, {schema}.ended_default IN ACCESS EXCLUSIVE MODE;
    ids := ARRAY (
      SELECT m.id FROM {schema}.message_default m
      WHERE m.queued_at < cutoff
        AND (SELECT l.id FROM {schema}.live l WHERE l.id = m.id) IS NULL
        AND coalesce((SELECT max(h.at) FROM {schema}.history h WHERE h.id = m.id AND h.queued_at = m.queued_at) <= {schema}.clock() - rest, true)
      LIMIT most);
    DELETE FROM {schema}.history_default WHERE id = ANY (ids);
    DELETE FROM {schema}.ended_default WHERE id = ANY (ids);
    DELETE FROM {schema}.stray WHERE id = ANY (ids);
    DELETE FROM {schema}.message_default WHERE id = ANY (ids);
    IF cardinality(ids) > 0 THEN
      RETURN NEXT 'message_default';
    END IF;
  END IF;

  -- Their messages went with a partition of their own.
  DELETE FROM {schema}.history_default h
  WHERE h.queued_at < cutoff AND NOT EXISTS (SELECT FROM {schema}.message m WHERE m.id = h.id AND m.queued_at = h.queued_at);
  DELETE FROM {schema}.ended_default e
  WHERE e.queued_at < cutoff AND NOT EXISTS (SELECT FROM {schema}.message m WHERE m.id = e.id AND m.queued_at = e.queued_at);

  DELETE FROM {schema}.audit_default WHERE ctid = ANY (ARRAY (SELECT ctid FROM {schema}.audit_default WHERE at < cutoff LIMIT most));
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN
    RETURN NEXT 'audit_default';
  END IF;

  DELETE FROM {schema}.receipt_default WHERE ctid = ANY (ARRAY (SELECT ctid FROM {schema}.receipt_default WHERE stored_at < cutoff LIMIT most));
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN
    RETURN NEXT 'receipt_default';
  END IF;
EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
  RETURN;
END $$;
