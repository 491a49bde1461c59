-- Fallbacks. A delivery's fallback is held (state 12) until it takes the place.
-- Of a delivery that has one:
ALTER TABLE delivery ADD COLUMN fallback_id BLOB;
ALTER TABLE delivery ADD COLUMN has_fallen_back INTEGER NOT NULL DEFAULT 0;
-- Of the held one: what it waits for; when that time is over; the waits, in milliseconds, taken away once the wait for delivery has begun.
ALTER TABLE delivery ADD COLUMN primary_id BLOB;
ALTER TABLE delivery ADD COLUMN fires_at INTEGER;
ALTER TABLE delivery ADD COLUMN falls_after INTEGER;
ALTER TABLE delivery ADD COLUMN unsent_after INTEGER;
CREATE INDEX delivery_firing ON delivery (fires_at) WHERE state = 12 AND fires_at IS NOT NULL;
CREATE INDEX delivery_waiting_expiring ON delivery (expires_at) WHERE state = 12 AND expires_at IS NOT NULL;

-- What is known of a person's channels; facts is a text only Core reads.
ALTER TABLE contact ADD COLUMN allows_sms INTEGER NOT NULL DEFAULT 1;
ALTER TABLE contact ADD COLUMN preferred_channel TEXT;
ALTER TABLE contact ADD COLUMN last_channel TEXT;
ALTER TABLE contact ADD COLUMN facts TEXT;
