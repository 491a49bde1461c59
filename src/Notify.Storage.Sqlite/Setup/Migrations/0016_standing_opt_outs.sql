-- What people opted out of at all tenants, by the hash of an address: whoever becomes a contact by it begins so.
CREATE TABLE standing_opt_out (
  hash BLOB NOT NULL PRIMARY KEY,
  opted_out_at INTEGER,
  opt_out_reason TEXT,
  channel_opt_outs TEXT,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL
) STRICT, WITHOUT ROWID;
