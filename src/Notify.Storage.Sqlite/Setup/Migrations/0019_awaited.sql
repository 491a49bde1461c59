-- Of a held one: the channel of what it waits for, so that those of which a webhook may still tell are passed over as one, not row by row.
ALTER TABLE delivery ADD COLUMN falls_from TEXT;
UPDATE delivery SET falls_from = coalesce(
  (SELECT f.channel FROM delivery p JOIN flow f ON f.flow_id = p.flow_id WHERE p.id = delivery.primary_id), '')
WHERE state = 12 AND fires_at IS NOT NULL;

CREATE INDEX delivery_unsent ON delivery (fires_at) WHERE state = 12 AND fires_at IS NOT NULL AND falls_after IS NOT NULL;
CREATE INDEX delivery_awaited ON delivery (falls_from, fires_at) WHERE state = 12 AND fires_at IS NOT NULL AND falls_after IS NULL;
DROP INDEX delivery_firing;
