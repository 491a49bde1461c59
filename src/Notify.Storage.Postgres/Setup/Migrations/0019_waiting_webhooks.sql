-- Whether a webhook of a channel waits that came by some time. Those that were put off or failed apart: they hold up less, and a claim moves neither index.
CREATE INDEX webhook_unread ON {schema}.webhook (channel, received_at) WHERE state = 0 AND reason IS NULL;
CREATE INDEX webhook_refused ON {schema}.webhook (channel, received_at) WHERE state = 0 AND reason IS NOT NULL;
DROP INDEX {schema}.webhook_waiting;
