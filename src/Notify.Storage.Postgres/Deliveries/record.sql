-- name: find
SELECT d.id, d.contact_id, d.flow_id, d.state, d.reason, d.error_code, d.detail, d.attempts, d.sends, d.queued_at, d.due_at, d.updated_at, d.expires_at,
  d.provider_message_id, d.template_version, d.correlation_id, d.campaign_id, d.trace_parent,
  ARRAY[f.tenant, f.channel, f.account, f.domain, f.template], f.priority
FROM {schema}.find_deliveries($1, $2, $3) d
CROSS JOIN LATERAL (SELECT * FROM {schema}.flow f WHERE f.flow_id = d.flow_id OFFSET 0) f

-- name: find_key
SELECT notification_id FROM {schema}.idempotency_key WHERE tenant = $1 AND key = $2 AND expires_at > {schema}.clock()
