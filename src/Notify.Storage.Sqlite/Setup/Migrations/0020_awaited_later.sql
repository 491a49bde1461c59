-- Those, too, whose clock had not begun when the column came: it begins when what they wait for is sent.
UPDATE delivery SET falls_from = coalesce(
  (SELECT f.channel FROM delivery p JOIN flow f ON f.flow_id = p.flow_id WHERE p.id = delivery.primary_id), '')
WHERE state = 12 AND falls_from IS NULL;
