-- name: find
SELECT id, contact_id, flow_id, state, reason, error_code, detail, attempts, sends, queued_at, due_at, updated_at, expires_at, provider_message_id,
  template_version, correlation_id, campaign_id, trace_parent
FROM {schema}.find_deliveries($1, $2, $3)

-- name: find_key
SELECT notification_id FROM {schema}.idempotency_key WHERE tenant = $1 AND key = $2 AND expires_at > {schema}.clock()
