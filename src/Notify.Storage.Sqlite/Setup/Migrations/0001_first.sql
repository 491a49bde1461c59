-- Times are milliseconds since 1970 (UTC); ids are 16 big-endian bytes; states are the numbers of DeliveryState.

CREATE TABLE sequence (
  name TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO sequence (name, value) VALUES ('lease', 0), ('audit', 0), ('templates', 0);

-- A line in which deliveries wait. Never changed, never removed.
CREATE TABLE flow (
  flow_id INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  domain TEXT NOT NULL,
  template TEXT NOT NULL,
  priority INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX flow_by_key ON flow (tenant, channel, account, domain, template, priority);

-- How many deliveries of a flow are in a state; kept with every change of state.
CREATE TABLE flow_count (
  flow_id INTEGER NOT NULL,
  state INTEGER NOT NULL,
  deliveries INTEGER NOT NULL,
  PRIMARY KEY (flow_id, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery (
  row INTEGER PRIMARY KEY,
  id BLOB NOT NULL,
  tenant TEXT NOT NULL,
  flow_id INTEGER NOT NULL,
  contact_id BLOB NOT NULL,
  state INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  lease INTEGER,
  lease_end INTEGER,
  worker TEXT,
  -- The last lease it was settled under and the state that gave: a settlement repeated is known again.
  settled_lease INTEGER,
  settled_state INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  sends INTEGER NOT NULL DEFAULT 0,
  -- The highest send a counted failed receipt was about.
  failed_send INTEGER NOT NULL DEFAULT 0,
  queued_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  expires_at INTEGER,
  reason TEXT,
  error_code TEXT,
  detail TEXT,
  provider_message_id TEXT,
  template_version INTEGER NOT NULL,
  locale TEXT,
  correlation_id TEXT,
  campaign_id TEXT,
  trace_parent TEXT
) STRICT;
CREATE UNIQUE INDEX delivery_by_id ON delivery (id);
CREATE INDEX delivery_by_tenant ON delivery (tenant, id);
CREATE INDEX delivery_by_contact ON delivery (contact_id, id);
CREATE INDEX delivery_by_correlation ON delivery (correlation_id, id) WHERE correlation_id IS NOT NULL;
CREATE INDEX delivery_by_campaign ON delivery (campaign_id, id) WHERE campaign_id IS NOT NULL;
-- What waits (1), what is held (2, 3), what is in doubt (8): history is in none of these, so it never slows the queue down.
CREATE INDEX delivery_queued ON delivery (flow_id, due_at) WHERE state = 1;
CREATE INDEX delivery_expiring ON delivery (expires_at) WHERE state = 1 AND expires_at IS NOT NULL;
CREATE INDEX delivery_held ON delivery (lease_end) WHERE lease_end IS NOT NULL;
CREATE INDEX delivery_in_doubt ON delivery (flow_id, updated_at) WHERE state = 8;
-- What operators list: failed (7) and after.
CREATE INDEX delivery_ended ON delivery (tenant, state, id) WHERE state >= 7;

-- The personal part, apart, so that changes of state do not rewrite it.
CREATE TABLE payload (
  row INTEGER PRIMARY KEY,
  content BLOB NOT NULL
) STRICT;

-- In the order in which they were taken, which is that in which they expire.
CREATE TABLE idempotency_key (
  row INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  key TEXT NOT NULL,
  notification_id BLOB NOT NULL,
  content_hash INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX idempotency_key_by_key ON idempotency_key (tenant, key);

-- Kept in the order of what it is about (a delivery, a contact, or nothing for a gate), so that a trail is read in one piece.
CREATE TABLE audit (
  subject BLOB NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  tenant TEXT NOT NULL,
  contact_id BLOB,
  send INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  error_code TEXT,
  detail TEXT,
  actor TEXT,
  PRIMARY KEY (subject, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  id BLOB NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  opted_out_at INTEGER,
  opt_out_reason TEXT,
  has_quiet_hours INTEGER NOT NULL DEFAULT 0,
  quiet_start INTEGER,
  quiet_end INTEGER,
  locale TEXT,
  zone TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_address (
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  contact_id BLOB NOT NULL,
  PRIMARY KEY (tenant, kind, value)
) STRICT, WITHOUT ROWID;

-- An empty tenant stands for all.
CREATE TABLE template (
  tenant TEXT NOT NULL,
  key TEXT NOT NULL,
  channel TEXT NOT NULL,
  locale TEXT NOT NULL,
  version INTEGER NOT NULL,
  is_active INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (tenant, key, channel, locale, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE template_approval (
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  provider_name TEXT NOT NULL,
  language TEXT NOT NULL,
  status INTEGER NOT NULL,
  PRIMARY KEY (channel, account, provider_name, language)
) STRICT, WITHOUT ROWID;

-- When places of a sliding window were taken: pairs of time and count, oldest first. Idle after idle_at.
CREATE TABLE rate_limit (
  key TEXT NOT NULL PRIMARY KEY,
  window INTEGER NOT NULL,
  idle_at INTEGER NOT NULL,
  grants BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- A part that is NULL matches everything.
CREATE TABLE gate (
  gate_id INTEGER PRIMARY KEY,
  tenant TEXT,
  channel TEXT,
  account TEXT,
  domain TEXT,
  template TEXT,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  closed_at INTEGER NOT NULL,
  until INTEGER
) STRICT;

CREATE TABLE receipt (
  receipt_id INTEGER PRIMARY KEY,
  stored_at INTEGER NOT NULL,
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  delivery_id BLOB,
  send INTEGER NOT NULL,
  status INTEGER NOT NULL,
  effect INTEGER NOT NULL,
  provider_message_id TEXT,
  occurred_at INTEGER,
  error_code TEXT
) STRICT;

CREATE TABLE account_receipts (
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  last_seen_at INTEGER NOT NULL,
  steady_since INTEGER NOT NULL,
  PRIMARY KEY (channel, account)
) STRICT, WITHOUT ROWID;
