-- A claim takes the oldest of all channels; without this it reads past all that is dead, or sorts all that waits.
CREATE INDEX webhook_due ON {schema}.webhook (number) WHERE state = 0;
