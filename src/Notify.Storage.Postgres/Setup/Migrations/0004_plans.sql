-- Fallbacks: of a delivery that has one, which it is; of a fallback, what it waits for. Written when they are queued, never changed.
ALTER TABLE {schema}.message ADD COLUMN fallback_id uuid, ADD COLUMN primary_id uuid;

ALTER TABLE {schema}.live
  -- The fallback, and whether it has taken the place.
  ADD COLUMN fallback_id uuid,
  ADD COLUMN has_fallen_back boolean NOT NULL DEFAULT false,
  -- Of a held one (state 12, ready_at 'infinity') and of no other: what it waits for, when that one's time is over, and the waits; those are taken away once
  -- the wait for delivery has begun.
  ADD COLUMN primary_id uuid,
  ADD COLUMN fires_at timestamptz,
  ADD COLUMN falls_after interval,
  ADD COLUMN unsent_after interval;

CREATE INDEX live_firing ON {schema}.live (fires_at) WHERE fires_at IS NOT NULL;
CREATE INDEX live_waiting ON {schema}.live (flow_id, id) WHERE primary_id IS NOT NULL;

-- What is known of a person's channels; facts is a text only Core reads.
ALTER TABLE {schema}.contact
  ADD COLUMN allows_sms boolean NOT NULL DEFAULT true,
  ADD COLUMN preferred_channel text,
  ADD COLUMN last_channel text,
  ADD COLUMN facts text;

-- Their results, or what they take, change.
DROP FUNCTION IF EXISTS {schema}.find_contacts(text[], text[], text[]);
DROP FUNCTION IF EXISTS {schema}.add_contacts(uuid[], text[], text[], text[], bytea[]);
DROP FUNCTION IF EXISTS {schema}.get_contacts(uuid[]);
DROP FUNCTION IF EXISTS {schema}.find_erased(text[], bytea[]);
DROP FUNCTION IF EXISTS {schema}.lock_deliveries(uuid[], timestamptz[], timestamptz[]);
DROP FUNCTION IF EXISTS {schema}.settle(bigint, uuid[], text[], uuid[], smallint[], text[], text[], smallint[], interval[], timestamptz[], text[], text[], smallint[]);
