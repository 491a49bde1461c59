-- When a person last wrote to a sending account.
CREATE TABLE contact_window (
  contact_id BLOB NOT NULL,
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  last_inbound_at INTEGER NOT NULL,
  PRIMARY KEY (contact_id, channel, account)
) STRICT, WITHOUT ROWID;
