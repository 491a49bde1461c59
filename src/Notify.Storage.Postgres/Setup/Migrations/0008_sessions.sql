-- Talks with people, one open a person at a time.
CREATE TABLE {schema}.session (
  id uuid PRIMARY KEY,
  contact_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  active_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  version bigint NOT NULL,
  summary_id uuid,
  -- 0 active, 1 follow-up, 2 closed.
  status smallint NOT NULL,
  tenant text COLLATE "C" NOT NULL,
  started_over text COLLATE "C" NOT NULL,
  last_channel text COLLATE "C" NOT NULL,
  context jsonb NOT NULL DEFAULT '{}'
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);

CREATE UNIQUE INDEX session_open ON {schema}.session (contact_id) WHERE status <> 2;
CREATE INDEX session_contact ON {schema}.session (contact_id, id);
CREATE INDEX session_tenant ON {schema}.session (tenant, id);
CREATE INDEX session_expiry ON {schema}.session (expires_at) WHERE status <> 2;
CREATE INDEX session_ended ON {schema}.session (ended_at) WHERE status = 2;
