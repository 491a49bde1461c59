-- What a tenant may send in a period. started_at: the begin of the window last used, NULL before the first.
CREATE TABLE quota (
  tenant TEXT NOT NULL PRIMARY KEY,
  most INTEGER NOT NULL,
  period INTEGER NOT NULL,
  started_at INTEGER,
  used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A sending account's next free place, in microseconds since 1970, and the pace it was last asked for with.
CREATE TABLE pace (
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  next_at INTEGER NOT NULL,
  per_second INTEGER NOT NULL,
  PRIMARY KEY (channel, account)
) STRICT, WITHOUT ROWID;

-- Keys that never leave this database.
CREATE TABLE secret (
  name TEXT NOT NULL PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO secret (name, value) VALUES ('address', randomblob(32));

-- What is left of an erased address: its keyed hash, and the contact that stands for it.
CREATE TABLE erased_address (
  tenant TEXT NOT NULL,
  hash BLOB NOT NULL,
  contact_id BLOB NOT NULL,
  PRIMARY KEY (tenant, hash)
) STRICT, WITHOUT ROWID;

-- 1 where the person was erased: a provider's id that comes later is not kept.
ALTER TABLE delivery ADD COLUMN is_erased INTEGER NOT NULL DEFAULT 0;

CREATE INDEX receipt_by_delivery ON receipt (delivery_id) WHERE delivery_id IS NOT NULL;

-- What is about no delivery, by age.
CREATE INDEX audit_other ON audit (at) WHERE contact_id IS NULL OR contact_id = subject;
