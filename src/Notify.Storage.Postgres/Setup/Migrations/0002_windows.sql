-- When a person last wrote to a sending account.
CREATE TABLE {schema}.contact_window (
  contact_id uuid NOT NULL,
  channel text COLLATE "C" NOT NULL,
  account text COLLATE "C" NOT NULL,
  last_inbound_at timestamptz NOT NULL,
  PRIMARY KEY (contact_id, channel, account)
);
