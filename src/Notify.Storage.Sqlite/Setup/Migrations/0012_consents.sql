-- What a person last said on a topic.
CREATE TABLE consent (
  contact_id BLOB NOT NULL,
  topic TEXT NOT NULL,
  is_granted INTEGER NOT NULL,
  source TEXT NOT NULL,
  at INTEGER NOT NULL,
  proof TEXT,
  PRIMARY KEY (contact_id, topic)
) STRICT, WITHOUT ROWID;
