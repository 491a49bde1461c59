-- name: columns
SELECT d.id, d.contact_id, d.flow_id, d.state, d.reason, d.error_code, d.detail, d.attempts, d.sends, d.queued_at, d.due_at, d.updated_at,
  d.expires_at, d.provider_message_id, d.template_version, d.correlation_id, d.campaign_id, d.trace_parent
FROM delivery d
