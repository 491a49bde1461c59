-- Webhooks as they came, until they are worked on: small and short-lived. A claim changes no indexed column, so that it stays on its page.
CREATE TABLE {schema}.webhook (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  received_at timestamptz NOT NULL,
  -- When it may be claimed; while a worker holds it, when that ends.
  due_at timestamptz NOT NULL,
  lease bigint NOT NULL DEFAULT 0,
  attempts smallint NOT NULL DEFAULT 0,
  -- 0 waiting, 2 dead.
  state smallint NOT NULL DEFAULT 0,
  channel text COLLATE "C" NOT NULL,
  reader text COLLATE "C" NOT NULL,
  route text COLLATE "C" NOT NULL,
  reason text,
  body bytea NOT NULL
) WITH (
  fillfactor = 60,
  autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_insert_scale_factor = 0.2,
  autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX webhook_waiting ON {schema}.webhook (channel, number) WHERE state = 0;
CREATE INDEX webhook_dead ON {schema}.webhook (number) WHERE state = 2;

-- What people wrote.
CREATE TABLE {schema}.inbound (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Made of channel, account and the provider's id: the same message comes in once.
  id uuid NOT NULL UNIQUE,
  contact_id uuid NOT NULL,
  sent_at timestamptz,
  received_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  lease bigint NOT NULL DEFAULT 0,
  attempts smallint NOT NULL DEFAULT 0,
  -- 0 waiting, 1 done, 2 dead.
  state smallint NOT NULL DEFAULT 0,
  tenant text COLLATE "C" NOT NULL,
  channel text COLLATE "C" NOT NULL,
  account text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  provider_message_id text,
  reason text,
  content bytea NOT NULL,
  raw bytea NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX inbound_waiting ON {schema}.inbound (number) WHERE state = 0;
CREATE INDEX inbound_waiting_contact ON {schema}.inbound (contact_id, number) WHERE state = 0;
CREATE INDEX inbound_dead ON {schema}.inbound (tenant, number) WHERE state = 2;
CREATE INDEX inbound_tenant ON {schema}.inbound (tenant, number);
CREATE INDEX inbound_contact ON {schema}.inbound (contact_id, number);
CREATE INDEX inbound_received ON {schema}.inbound (received_at) WHERE state <> 0;
