-- name: versions
SELECT version, content FROM template WHERE tenant = ?1 AND key = ?2 AND channel = ?3 AND locale = ?4;

-- name: add
INSERT INTO template (tenant, key, channel, locale, version, is_active, content)
VALUES (?1, ?2, ?3, ?4, ?5, coalesce((SELECT min(is_active) FROM template WHERE tenant = ?1 AND key = ?2), ?6), ?7);

-- name: all
SELECT version, is_active, content FROM template;

-- name: has
SELECT count(*) FROM template WHERE tenant = ?1 AND key = ?2;

-- name: switch
UPDATE template SET is_active = ?3 WHERE tenant = ?1 AND key = ?2 AND is_active <> ?3;

-- name: last_approval
SELECT said_at, status FROM template_approval WHERE channel = ?1 AND account = ?2 AND provider_name = ?3 AND language = ?4;

-- name: save_approval
INSERT INTO template_approval (channel, account, provider_name, language, status, said_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (channel, account, provider_name, language) DO UPDATE SET status = excluded.status, said_at = excluded.said_at;

-- name: approvals
SELECT channel, account, provider_name, language, status, said_at FROM template_approval;
