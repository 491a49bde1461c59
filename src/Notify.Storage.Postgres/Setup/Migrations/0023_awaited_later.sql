-- Those, too, whose clock had not begun when the column came: it begins when what they wait for is sent.
UPDATE {schema}.live h SET falls_from = coalesce(
  (SELECT f.channel FROM {schema}.message m JOIN {schema}.flow f ON f.flow_id = m.flow_id WHERE m.id = h.primary_id AND m.queued_at = h.queued_at), '')
WHERE h.state = 12 AND h.falls_from IS NULL;
