-- How many tries in a row ended without a word: what workers may have died of is worked on alone.
ALTER TABLE {schema}.webhook ADD COLUMN deaths smallint NOT NULL DEFAULT 0;
ALTER TABLE {schema}.inbound ADD COLUMN deaths smallint NOT NULL DEFAULT 0;
