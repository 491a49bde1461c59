-- When a source last spoke of a scope by itself, and a provider of a template: what is told later but is older holds no more.
CREATE TABLE {schema}.gate_word (
  gate_word_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant text,
  channel text,
  account text,
  domain text,
  template text,
  country text,
  source text NOT NULL,
  said_at timestamptz NOT NULL
);
ALTER TABLE {schema}.template_approval ADD COLUMN said_at timestamptz;

-- Made anew after this, with other results or arguments.
DROP FUNCTION IF EXISTS {schema}.save_approvals(text[], text[], text[], text[], smallint[]);
