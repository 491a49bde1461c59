-- People erased within a day. What is queued for them across it, by a transaction that had begun before, is emptied by maintenance, which looks later and later.
CREATE TABLE {schema}.erasure (
  contact_id uuid NOT NULL PRIMARY KEY,
  erased_at timestamptz NOT NULL,
  look_at timestamptz NOT NULL
);

CREATE INDEX erasure_look ON {schema}.erasure (look_at);
