-- When a person last said whether they want marketing, and when they were last erased: what is told of them later but is older holds no more.
ALTER TABLE contact ADD COLUMN marketing_at INTEGER;
ALTER TABLE contact ADD COLUMN erased_at INTEGER;
