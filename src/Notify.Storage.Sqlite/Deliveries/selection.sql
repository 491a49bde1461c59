-- name: tenant
d.tenant = ?1

-- name: tenant_checked
+d.tenant = ?1

-- name: notification
d.id BETWEEN ?2 AND ?3

-- name: delivery
d.id = ?4

-- name: contact
d.contact_id = ?5

-- name: correlation
d.correlation_id = ?6

-- name: campaign
d.campaign_id = ?7

-- name: domain
d.flow_id IN (SELECT flow_id FROM flow WHERE tenant = ?1 AND domain = ?8)

-- name: channel
d.flow_id IN (SELECT flow_id FROM flow WHERE tenant = ?1 AND channel = ?11)

-- name: queued_from
d.queued_at >= ?12

-- name: queued_before
d.queued_at < ?13

-- name: tenant_flows
d.flow_id IN (SELECT flow_id FROM flow WHERE tenant = ?1)

-- name: held
d.lease_end IS NOT NULL

-- name: ended
d.state >= 7

-- name: rows
SELECT d.row FROM delivery d

-- name: page
AND d.id < ?9 ORDER BY d.id DESC LIMIT ?10
