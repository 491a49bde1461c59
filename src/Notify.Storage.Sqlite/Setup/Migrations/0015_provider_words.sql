-- When a source last spoke of a scope by itself, and a provider of a template: what is told later but is older holds no more.
CREATE TABLE gate_word (
  tenant TEXT,
  channel TEXT,
  account TEXT,
  domain TEXT,
  template TEXT,
  country TEXT,
  source TEXT NOT NULL,
  said_at INTEGER NOT NULL
) STRICT;
ALTER TABLE template_approval ADD COLUMN said_at INTEGER;
