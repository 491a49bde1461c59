-- Records an opt-out or opt-in and its audit row. Opting out once more changes nothing of when and why it was done first. Who was erased meanwhile stays
-- opted out.
CREATE OR REPLACE FUNCTION {schema}.set_consent(p_contact uuid, p_opted_out boolean, p_event text, p_reason text, p_actor integer) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  v_now CONSTANT timestamptz := {schema}.clock();
BEGIN
  UPDATE {schema}.contact
  SET opted_out_at = CASE WHEN p_opted_out THEN v_now END, opt_out_reason = CASE WHEN p_opted_out THEN p_reason END
  WHERE id = p_contact AND (opted_out_at IS NOT NULL) <> p_opted_out AND kind <> 'erased';

  INSERT INTO {schema}.audit (number, at, event, tenant, contact_id, actor_id, reason)
  SELECT nextval('{schema}.entry_number'), v_now, p_event, c.tenant, c.id, p_actor, p_reason
  FROM {schema}.contact c WHERE c.id = p_contact;
END $$;
