-- Of a held one: the channel of what it waits for, so that those of which a webhook may still tell are passed over as one, not row by row.
ALTER TABLE {schema}.live ADD COLUMN falls_from text;
UPDATE {schema}.live h SET falls_from = coalesce(
  (SELECT f.channel FROM {schema}.message m JOIN {schema}.flow f ON f.flow_id = m.flow_id WHERE m.id = h.primary_id AND m.queued_at = h.queued_at), '')
WHERE h.fires_at IS NOT NULL;

CREATE INDEX live_unsent ON {schema}.live (fires_at) WHERE fires_at IS NOT NULL AND falls_after IS NOT NULL;
CREATE INDEX live_awaited ON {schema}.live (falls_from, fires_at) WHERE fires_at IS NOT NULL AND falls_after IS NULL;
DROP INDEX {schema}.live_firing;
