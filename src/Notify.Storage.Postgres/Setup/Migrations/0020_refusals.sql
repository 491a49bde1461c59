-- How often the store took nothing of what a webhook says, but took it back: in the end it is the webhook that fails.
ALTER TABLE {schema}.webhook ADD COLUMN refusals smallint NOT NULL DEFAULT 0;
