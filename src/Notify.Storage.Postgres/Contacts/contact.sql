-- name: find
SELECT * FROM {schema}.find_contacts($1, $2, $3);

-- name: everywhere
SELECT u.place, c.id
FROM unnest($1, $2) WITH ORDINALITY AS u (kind, value, place)
CROSS JOIN LATERAL (SELECT k.id FROM {schema}.contact k WHERE k.value = ANY (ARRAY[u.value]) AND k.kind = u.kind AND k.kind <> 'erased') c

-- name: add
SELECT * FROM {schema}.add_contacts($1, $2, $3, $4, $5, $6);

-- name: get
SELECT * FROM {schema}.get_contacts($1);

-- name: now
SELECT {schema}.clock();

-- name: consent
UPDATE {schema}.contact SET
  opted_out_at = $2, opt_out_reason = $3, channel_opt_outs = $4, standing_hash = CASE WHEN $2 IS NULL THEN standing_hash END
WHERE id = $1 OR linked_to = $1;

-- name: heed
SELECT {schema}.heed_standing($1, $2);

-- name: save
UPDATE {schema}.contact SET
  locale = CASE WHEN kind <> 'erased' THEN coalesce($2, locale) END,
  zone = CASE WHEN kind <> 'erased' THEN coalesce($3, zone) END,
  has_quiet_hours = kind <> 'erased' AND CASE $4 WHEN 0 THEN has_quiet_hours ELSE $4 = 1 END,
  quiet_start = CASE WHEN kind <> 'erased' THEN CASE $4 WHEN 0 THEN quiet_start ELSE $5 END END,
  quiet_end = CASE WHEN kind <> 'erased' THEN CASE $4 WHEN 0 THEN quiet_end ELSE $6 END END,
  allows_sms = CASE WHEN kind <> 'erased' THEN coalesce($7, allows_sms) ELSE true END,
  preferred_channel = CASE WHEN kind <> 'erased' THEN coalesce($8, preferred_channel) END,
  allows_marketing = CASE WHEN kind <> 'erased' THEN
    CASE WHEN $9 IS NOT NULL AND ($10 IS NULL OR coalesce(least($10, $11) > marketing_at OR (least($10, $11) = marketing_at AND NOT $9), true)) THEN $9 ELSE allows_marketing END
    ELSE true END,
  marketing_at = CASE WHEN kind <> 'erased' THEN
    CASE WHEN $9 IS NOT NULL AND ($10 IS NULL OR coalesce(least($10, $11) > marketing_at OR (least($10, $11) = marketing_at AND NOT $9), true)) THEN least($10, $11) ELSE marketing_at END
    END
WHERE id = $1
RETURNING id, tenant, kind, value, opted_out_at, opt_out_reason, has_quiet_hours, quiet_start, quiet_end, locale, zone,
  allows_sms, preferred_channel, last_channel, facts, allows_marketing, channel_opt_outs, linked, linked_to, marketing_at;

-- name: lock
SELECT id, tenant, kind, value, opted_out_at, opt_out_reason, has_quiet_hours, quiet_start, quiet_end, locale, zone,
  allows_sms, preferred_channel, last_channel, facts, allows_marketing, channel_opt_outs, linked, linked_to, marketing_at
FROM {schema}.contact WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE;

-- name: note
UPDATE {schema}.contact c SET last_channel = u.last_channel, facts = u.facts
FROM unnest($1, $2, $3) AS u (id, last_channel, facts) WHERE c.id = ANY (ARRAY[u.id]);

-- name: lock_one
SELECT {schema}.lock_contact($1);

-- name: join
UPDATE {schema}.contact SET
  opted_out_at = $2, opt_out_reason = $3, has_quiet_hours = $4, quiet_start = $5, quiet_end = $6, locale = $7, zone = $8, allows_sms = $9, preferred_channel = $10,
  last_channel = $11, facts = $12, allows_marketing = $13, linked = $14, channel_opt_outs = $15, marketing_at = $16
WHERE id = $1;

-- name: link
SELECT {schema}.link_contacts($1, $2);

-- name: gather
SELECT {schema}.gather_contact($1);
