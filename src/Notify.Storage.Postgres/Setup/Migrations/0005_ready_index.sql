-- Without the number: those that are due at the same time, as a batch that was queued at once is, share one entry of the index, which is a tenth of the size.
DROP INDEX {schema}.live_ready;
CREATE INDEX live_ready ON {schema}.live (flow_id, ready_at);
