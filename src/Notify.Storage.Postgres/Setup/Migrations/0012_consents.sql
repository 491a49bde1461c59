-- What a person last said on a topic.
CREATE TABLE {schema}.consent (
  contact_id uuid NOT NULL,
  topic text COLLATE "C" NOT NULL,
  is_granted boolean NOT NULL,
  source text NOT NULL,
  at timestamptz NOT NULL,
  proof text,
  PRIMARY KEY (contact_id, topic)
);
