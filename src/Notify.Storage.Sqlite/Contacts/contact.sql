-- name: find
SELECT c.id, c.tenant, c.kind, c.value, c.opted_out_at, c.opt_out_reason, c.has_quiet_hours, c.quiet_start, c.quiet_end, c.locale, c.zone,
  c.allows_sms, c.preferred_channel, c.last_channel, c.facts, c.allows_marketing, c.channel_opt_outs
FROM contact_address a JOIN contact c ON c.id = a.contact_id
WHERE a.tenant = ?1 AND a.kind = ?2 AND a.value = ?3;

-- name: get
SELECT id, tenant, kind, value, opted_out_at, opt_out_reason, has_quiet_hours, quiet_start, quiet_end, locale, zone,
  allows_sms, preferred_channel, last_channel, facts, allows_marketing, channel_opt_outs
FROM contact WHERE id = ?1;

-- name: add
INSERT INTO contact (id, tenant, kind, value) VALUES (?1, ?2, ?3, ?4);

-- name: add_address
INSERT INTO contact_address (tenant, kind, value, contact_id) VALUES (?1, ?2, ?3, ?4);

-- name: save
UPDATE contact SET opted_out_at = ?2, opt_out_reason = ?3, has_quiet_hours = ?4, quiet_start = ?5, quiet_end = ?6, locale = ?7, zone = ?8,
  allows_sms = ?9, preferred_channel = ?10, last_channel = ?11, facts = ?12, allows_marketing = ?13, channel_opt_outs = ?14
WHERE id = ?1;
