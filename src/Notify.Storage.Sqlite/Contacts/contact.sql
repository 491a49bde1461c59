-- name: find
SELECT c.id, c.tenant, c.kind, c.value, c.opted_out_at, c.opt_out_reason, c.has_quiet_hours, c.quiet_start, c.quiet_end, c.locale, c.zone,
  c.allows_sms, c.preferred_channel, c.last_channel, c.facts, c.allows_marketing, c.channel_opt_outs, c.linked, c.linked_to, c.marketing_at
FROM contact_address a JOIN contact c ON c.id = a.contact_id
WHERE a.tenant = ?1 AND a.kind = ?2 AND a.value = ?3;

-- name: everywhere
SELECT contact_id FROM contact_address INDEXED BY contact_address_everywhere WHERE kind = ?1 AND value = ?2;

-- name: get
SELECT id, tenant, kind, value, opted_out_at, opt_out_reason, has_quiet_hours, quiet_start, quiet_end, locale, zone,
  allows_sms, preferred_channel, last_channel, facts, allows_marketing, channel_opt_outs, linked, linked_to, marketing_at
FROM contact WHERE id = ?1;

-- name: add
INSERT INTO contact (id, tenant, kind, value) VALUES (?1, ?2, ?3, ?4);

-- name: add_address
INSERT INTO contact_address (tenant, kind, value, contact_id) VALUES (?1, ?2, ?3, ?4);

-- name: save
UPDATE contact SET opted_out_at = ?2, opt_out_reason = ?3, has_quiet_hours = ?4, quiet_start = ?5, quiet_end = ?6, locale = ?7, zone = ?8,
  allows_sms = ?9, preferred_channel = ?10, last_channel = ?11, facts = ?12, allows_marketing = ?13, channel_opt_outs = ?14, linked = ?15, marketing_at = ?16
WHERE id = ?1;

-- name: set_address
INSERT INTO contact_address (tenant, kind, value, contact_id) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (tenant, kind, value) DO UPDATE SET contact_id = excluded.contact_id;

-- name: gone_into
SELECT id FROM contact WHERE linked_to = ?1 ORDER BY id;

-- name: go
UPDATE contact SET linked_to = ?2, kind = 'linked', value = ?3, linked = NULL, has_quiet_hours = 0, quiet_start = NULL, quiet_end = NULL, locale = NULL, zone = NULL,
  preferred_channel = NULL, last_channel = NULL, facts = NULL
WHERE id = ?1;

-- name: go_on
UPDATE contact SET linked_to = ?2 WHERE linked_to = ?1;

-- name: mirror
UPDATE contact SET opted_out_at = ?2, opt_out_reason = ?3, channel_opt_outs = ?4 WHERE linked_to = ?1;

-- name: gather_deliveries
UPDATE delivery SET contact_id = ?2 WHERE contact_id = ?1;

-- name: gather_inbound
UPDATE inbound SET contact_id = ?2 WHERE contact_id = ?1;

-- name: gather_windows
INSERT INTO contact_window (contact_id, channel, account, last_inbound_at)
SELECT ?2, channel, account, last_inbound_at FROM contact_window WHERE contact_id = ?1
ON CONFLICT (contact_id, channel, account) DO UPDATE SET last_inbound_at = max(last_inbound_at, excluded.last_inbound_at);

-- name: gather_consents
INSERT INTO consent (contact_id, topic, is_granted, source, at, proof)
SELECT ?2, topic, is_granted, source, at, proof FROM consent WHERE contact_id = ?1
ON CONFLICT (contact_id, topic) DO UPDATE SET is_granted = excluded.is_granted, source = excluded.source, at = excluded.at, proof = excluded.proof
WHERE excluded.at > at OR (excluded.at = at AND excluded.is_granted < is_granted);

-- name: forget_consents
DELETE FROM consent WHERE contact_id = ?1;

-- name: forget_windows
DELETE FROM contact_window WHERE contact_id = ?1;

-- name: gather_sessions
UPDATE session SET contact_id = ?2 WHERE contact_id = ?1;
