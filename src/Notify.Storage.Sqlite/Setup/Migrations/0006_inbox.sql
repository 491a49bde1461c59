-- Webhooks as they came, until they are worked on.
CREATE TABLE webhook (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  channel TEXT NOT NULL,
  reader TEXT NOT NULL,
  route TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  -- When it may be claimed; while a worker holds it, when that ends.
  due_at INTEGER NOT NULL,
  lease INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- 0 waiting, 2 dead.
  state INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  body BLOB NOT NULL
) STRICT;

CREATE INDEX webhook_waiting ON webhook (number) WHERE state = 0;
CREATE INDEX webhook_waiting_channel ON webhook (channel, number) WHERE state = 0;
CREATE INDEX webhook_dead ON webhook (number) WHERE state = 2;

-- What people wrote.
CREATE TABLE inbound (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB NOT NULL UNIQUE,
  tenant TEXT NOT NULL,
  contact_id BLOB NOT NULL,
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  provider_message_id TEXT,
  kind TEXT NOT NULL,
  sent_at INTEGER,
  received_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  lease INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- 0 waiting, 1 done, 2 dead.
  state INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  content BLOB NOT NULL,
  raw BLOB NOT NULL
) STRICT;

CREATE INDEX inbound_waiting ON inbound (number) WHERE state = 0;
CREATE INDEX inbound_waiting_contact ON inbound (contact_id, number) WHERE state = 0;
CREATE INDEX inbound_dead ON inbound (tenant, number) WHERE state = 2;
CREATE INDEX inbound_tenant ON inbound (tenant, number);
CREATE INDEX inbound_contact ON inbound (contact_id, number);
CREATE INDEX inbound_received ON inbound (received_at) WHERE state <> 0;
