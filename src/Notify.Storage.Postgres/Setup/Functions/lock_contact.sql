-- Locks a contact, or the one it went up in, and gives its id; null where there is none. A link that commits while this waits is seen.
CREATE OR REPLACE FUNCTION {schema}.lock_contact(p_contact uuid) RETURNS uuid
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  v_id uuid := p_contact;
BEGIN
  LOOP
    SELECT coalesce(c.linked_to, c.id) INTO v_id FROM {schema}.contact c WHERE c.id = v_id;
    EXIT WHEN v_id IS NULL;
    PERFORM FROM {schema}.contact c WHERE c.id = v_id AND c.linked_to IS NULL FOR NO KEY UPDATE;
    EXIT WHEN FOUND;
  END LOOP;

  RETURN v_id;
END $$;
