-- How many tries in a row ended without a word: what workers may have died of is worked on alone.
ALTER TABLE webhook ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0;
ALTER TABLE inbound ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0;
