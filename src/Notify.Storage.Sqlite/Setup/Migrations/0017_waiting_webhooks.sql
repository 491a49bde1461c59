-- Whether a webhook of a channel waits that came by some time; those that were put off or failed apart, for they hold up less.
CREATE INDEX webhook_unread ON webhook (channel, received_at) WHERE state = 0 AND reason IS NULL;
CREATE INDEX webhook_refused ON webhook (channel, received_at) WHERE state = 0 AND reason IS NOT NULL;
DROP INDEX webhook_waiting_channel;
