-- Lets a contact go up in another one: its address, what went up in it before, and the hashes of erased addresses. Both are locked.
CREATE OR REPLACE FUNCTION {schema}.link_contacts(p_goes uuid, p_stays uuid) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
  UPDATE {schema}.erased_address SET contact_id = p_stays WHERE contact_id = p_goes;

  -- What the one that goes has not heeded yet, for its address, is the other one's to heed.
  UPDATE {schema}.contact s SET standing_hash = coalesce(g.standing_hash, s.standing_hash)
  FROM {schema}.contact g WHERE g.id = p_goes AND s.id = p_stays AND s.kind <> 'erased';

  -- An erased one stays where it is, for the trail.
  UPDATE {schema}.contact g SET
    linked_to = p_stays, linked = NULL, has_quiet_hours = false, quiet_start = NULL, quiet_end = NULL, locale = NULL, zone = NULL,
    preferred_channel = NULL, last_channel = NULL, facts = NULL, standing_hash = NULL
  WHERE g.id = ANY (p_goes || ARRAY(SELECT c.id FROM {schema}.contact c WHERE c.linked_to = p_goes)) AND (g.kind = 'erased') IS FALSE;

  -- Who reads one of them by its id, on the way of a mark, sees the same.
  UPDATE {schema}.contact g SET opted_out_at = s.opted_out_at, opt_out_reason = s.opt_out_reason, channel_opt_outs = s.channel_opt_outs
  FROM {schema}.contact s WHERE s.id = p_stays AND g.linked_to = p_stays;
  PERFORM {schema}.gather_contact(p_stays);
END $$;
