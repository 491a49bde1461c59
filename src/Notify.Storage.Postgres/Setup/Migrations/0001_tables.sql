-- {schema} stands for the schema's quoted name. What is looked up by text is compared byte by byte (COLLATE "C"): faster, and sound across
-- updates of the system's collations. Ids are UUIDs; states are the numbers of DeliveryState; all times come from {schema}.clock().

CREATE SEQUENCE {schema}.lease_number;

-- One order for everything that is written down about deliveries, contacts and gates.
CREATE SEQUENCE {schema}.entry_number;

-- A line in which deliveries wait. Never changed, never removed.
CREATE TABLE {schema}.flow (
  flow_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant text COLLATE "C" NOT NULL,
  channel text COLLATE "C" NOT NULL,
  account text COLLATE "C" NOT NULL,
  domain text COLLATE "C" NOT NULL,
  template text COLLATE "C" NOT NULL,
  priority smallint NOT NULL,
  UNIQUE (tenant, channel, account, domain, template, priority)
);

-- Who did something: workers, operators, and these three, whose numbers are known. Never changed, never removed.
CREATE TABLE {schema}.actor (
  actor_id integer GENERATED ALWAYS AS IDENTITY (START WITH 10) PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE
);
INSERT INTO {schema}.actor (actor_id, name) OVERRIDING SYSTEM VALUE VALUES (1, 'app'), (2, 'receipt'), (3, 'maintenance');

-- What was asked for: written once, when it is queued. Only an erasure changes it (the payload is emptied).
CREATE TABLE {schema}.message (
  id uuid NOT NULL,
  queued_at timestamptz NOT NULL,
  number bigint NOT NULL,
  contact_id uuid NOT NULL,
  flow_id integer NOT NULL,
  template_version integer NOT NULL,
  due_at timestamptz NOT NULL,
  expires_at timestamptz,
  locale text,
  correlation_id text COLLATE "C",
  campaign_id text COLLATE "C",
  trace_parent text,
  payload bytea NOT NULL
) PARTITION BY RANGE (queued_at);

CREATE INDEX message_id ON {schema}.message (id);
CREATE INDEX message_flow ON {schema}.message (flow_id, id);
CREATE INDEX message_contact ON {schema}.message (contact_id, id);
CREATE INDEX message_correlation ON {schema}.message (correlation_id, id) WHERE correlation_id IS NOT NULL;
CREATE INDEX message_campaign ON {schema}.message (campaign_id, id) WHERE campaign_id IS NOT NULL;

-- Deliveries that wait, are held by a worker, or are in doubt (states 1, 2, 3 and 8). No other row is here.
-- No index has a column that the claim or the mark changes, so both stay within the page (HOT); hence the room in each page.
CREATE TABLE {schema}.live (
  id uuid NOT NULL PRIMARY KEY,
  queued_at timestamptz NOT NULL,
  -- When it is due; 'infinity' in doubt, and the due time is in due_at then.
  ready_at timestamptz NOT NULL,
  number bigint NOT NULL,
  -- Who holds it: a number of table lease, 0 for nobody.
  lease bigint NOT NULL DEFAULT 0,
  flow_id integer NOT NULL,
  state smallint NOT NULL,
  attempts smallint NOT NULL DEFAULT 0,
  sends smallint NOT NULL DEFAULT 0,
  -- The highest send a counted failed receipt was about.
  failed_send smallint NOT NULL DEFAULT 0,
  -- The last change but for the claim and the mark; null for none since it was queued.
  changed_at timestamptz,
  claimed_at timestamptz,
  marked_at timestamptz,
  expires_at timestamptz,
  due_at timestamptz,
  -- Since when it is in doubt.
  doubt_at timestamptz,
  reason text,
  error_code text,
  detail text,
  provider_message_id text,
  -- What policies changed before the send under way.
  note text,
  -- Whether the person was erased: a provider's id that comes later is not kept.
  is_erased boolean NOT NULL DEFAULT false
) WITH (
  fillfactor = 55,
  autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_analyze_scale_factor = 0.2,
  autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX live_ready ON {schema}.live (flow_id, ready_at, number);
CREATE INDEX live_expiring ON {schema}.live (expires_at) WHERE expires_at IS NOT NULL AND doubt_at IS NULL;
CREATE INDEX live_doubt ON {schema}.live (flow_id, doubt_at) WHERE doubt_at IS NOT NULL;

-- What a claim took. Gone when all of it is settled.
CREATE TABLE {schema}.lease (
  lease bigint NOT NULL PRIMARY KEY,
  actor_id integer NOT NULL,
  claimed_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  -- How many of the deliveries are not settled yet, at most.
  held integer NOT NULL,
  deliveries uuid[] NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200, autovacuum_vacuum_cost_delay = 0);

CREATE INDEX lease_ends ON {schema}.lease (ends_at);

-- What became of deliveries: one row a step, never changed. The newest row of a delivery that is not live is what it is now.
-- A step holds the claim and the mark that went before it, so those need no rows of their own; the trail shows them as entries.
-- In the partition of its message, so that all of a delivery is in one place and goes at one time.
CREATE TABLE {schema}.history (
  id uuid NOT NULL,
  queued_at timestamptz NOT NULL,
  number bigint NOT NULL,
  at timestamptz NOT NULL,
  flow_id integer NOT NULL,
  actor_id integer NOT NULL,
  state smallint NOT NULL,
  attempts smallint NOT NULL,
  sends smallint NOT NULL,
  failed_send smallint NOT NULL,
  -- The send it is about; 0 for none.
  send smallint NOT NULL,
  due_at timestamptz NOT NULL,
  lease bigint,
  worker_id integer,
  claimed_at timestamptz,
  marked_at timestamptz,
  expires_at timestamptz,
  -- Null where the state's name is the event.
  event text,
  -- error_code, detail: what the delivery has from now on. entry_code, entry_detail: what this step said, for the trail.
  reason text,
  error_code text,
  detail text,
  entry_code text,
  entry_detail text,
  provider_message_id text,
  note text
) PARTITION BY RANGE (queued_at);

CREATE INDEX history_id ON {schema}.history (id, number);
-- Rows are appended, so a few bytes tell whether a partition has had one of late.
CREATE INDEX history_at ON {schema}.history USING brin (at);

-- What operators list: failed, blocked, expired and cancelled deliveries (7, 9, 10, 11), as long as they are.
CREATE TABLE {schema}.ended (
  id uuid NOT NULL,
  queued_at timestamptz NOT NULL,
  flow_id integer NOT NULL,
  state smallint NOT NULL
) PARTITION BY RANGE (queued_at);

CREATE INDEX ended_flow ON {schema}.ended (flow_id, state, id);
CREATE INDEX ended_id ON {schema}.ended (id);

-- Ids whose own time is more than an hour off the time they were stored: look-ups by id trust it otherwise.
CREATE TABLE {schema}.stray (
  id uuid NOT NULL PRIMARY KEY,
  queued_at timestamptz NOT NULL
);

CREATE INDEX stray_queued ON {schema}.stray (queued_at);

CREATE TABLE {schema}.idempotency_key (
  tenant text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  notification_id uuid NOT NULL,
  content_hash bigint NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, key)
);

CREATE INDEX idempotency_key_expiry ON {schema}.idempotency_key (expires_at);

-- What concerns a contact or a gate.
CREATE TABLE {schema}.audit (
  number bigint NOT NULL,
  at timestamptz NOT NULL,
  event text NOT NULL,
  tenant text NOT NULL,
  contact_id uuid,
  actor_id integer NOT NULL,
  reason text,
  detail text
) PARTITION BY RANGE (at);

CREATE INDEX audit_contact ON {schema}.audit (contact_id, number) WHERE contact_id IS NOT NULL;

CREATE TABLE {schema}.contact (
  id uuid NOT NULL PRIMARY KEY,
  tenant text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  opted_out_at timestamptz,
  opt_out_reason text,
  has_quiet_hours boolean NOT NULL DEFAULT false,
  quiet_start time,
  quiet_end time,
  locale text,
  zone text,
  UNIQUE (tenant, kind, value)
) WITH (fillfactor = 90);

-- Keys that never leave this database.
CREATE TABLE {schema}.secret (
  name text COLLATE "C" NOT NULL PRIMARY KEY,
  value bytea NOT NULL
);
INSERT INTO {schema}.secret (name, value)
VALUES ('address', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

-- What is left of an erased address: its hash under that key, and the contact that stands for it.
CREATE TABLE {schema}.erased_address (
  tenant text COLLATE "C" NOT NULL,
  hash bytea NOT NULL,
  contact_id uuid NOT NULL,
  PRIMARY KEY (tenant, hash)
);

-- An empty tenant stands for all.
CREATE TABLE {schema}.template (
  tenant text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  channel text COLLATE "C" NOT NULL,
  locale text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  is_active boolean NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (tenant, key, channel, locale, version)
);

CREATE TABLE {schema}.template_approval (
  channel text COLLATE "C" NOT NULL,
  account text COLLATE "C" NOT NULL,
  provider_name text COLLATE "C" NOT NULL,
  language text COLLATE "C" NOT NULL,
  status smallint NOT NULL,
  PRIMARY KEY (channel, account, provider_name, language)
);

CREATE TABLE {schema}.catalogue (
  revision bigint NOT NULL
);
INSERT INTO {schema}.catalogue (revision) VALUES (0);

-- When places of a sliding window were taken: pairs of a time (microseconds since 1970) and a count, oldest first. Idle from idle_at on.
CREATE TABLE {schema}.rate_limit (
  key text COLLATE "C" NOT NULL PRIMARY KEY,
  -- The longest window asked about, in microseconds.
  span bigint NOT NULL,
  idle_at bigint NOT NULL,
  -- The limit last asked about.
  most integer NOT NULL,
  -- All counts together, those that no longer matter too: where this leaves room, nothing need be reckoned.
  total integer NOT NULL,
  grants bigint[] NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

-- What a tenant may send in a period. used counts in the window that ends then; null before the first one. Nothing is left where most is 0, or
-- used >= most while ends_at is to come.
CREATE TABLE {schema}.quota (
  tenant text COLLATE "C" NOT NULL PRIMARY KEY,
  most bigint NOT NULL,
  period interval NOT NULL,
  ends_at timestamptz,
  used bigint NOT NULL
) WITH (fillfactor = 70);

-- An account's next free place to send at, and the pace it was last asked for with.
CREATE TABLE {schema}.pace (
  channel text COLLATE "C" NOT NULL,
  account text COLLATE "C" NOT NULL,
  next_at timestamptz NOT NULL,
  per_second integer NOT NULL,
  PRIMARY KEY (channel, account)
) WITH (fillfactor = 70);

-- A part that is null matches everything.
CREATE TABLE {schema}.gate (
  gate_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant text,
  channel text,
  account text,
  domain text,
  template text,
  source text NOT NULL,
  reason text NOT NULL,
  closed_at timestamptz NOT NULL,
  until timestamptz
);

CREATE TABLE {schema}.receipt (
  stored_at timestamptz NOT NULL,
  channel text NOT NULL,
  account text NOT NULL,
  delivery_id uuid,
  send smallint NOT NULL,
  status smallint NOT NULL,
  effect smallint NOT NULL,
  provider_message_id text,
  occurred_at timestamptz,
  error_code text
) PARTITION BY RANGE (stored_at);

CREATE INDEX receipt_delivery ON {schema}.receipt (delivery_id) WHERE delivery_id IS NOT NULL;

CREATE TABLE {schema}.account_receipts (
  channel text COLLATE "C" NOT NULL,
  account text COLLATE "C" NOT NULL,
  last_seen_at timestamptz NOT NULL,
  steady_since timestamptz NOT NULL,
  PRIMARY KEY (channel, account)
);
