-- A line each channel: its name, microseconds since 1970, why.
ALTER TABLE contact ADD COLUMN channel_opt_outs TEXT;
