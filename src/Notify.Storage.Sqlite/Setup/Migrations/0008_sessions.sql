-- Talks with people, one open a person at a time.
CREATE TABLE session (
  id BLOB NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL,
  contact_id BLOB NOT NULL,
  -- 0 active, 1 follow-up, 2 closed.
  status INTEGER NOT NULL,
  started_over TEXT NOT NULL,
  last_channel TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  active_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  version INTEGER NOT NULL,
  summary_id BLOB,
  context TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX session_open ON session (contact_id) WHERE status <> 2;
CREATE INDEX session_contact ON session (contact_id, id);
CREATE INDEX session_tenant ON session (tenant, id);
CREATE INDEX session_expiry ON session (expires_at) WHERE status <> 2;
CREATE INDEX session_ended ON session (ended_at) WHERE status = 2;
