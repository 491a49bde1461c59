-- name: open
INSERT INTO contact_window (contact_id, channel, account, last_inbound_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (contact_id, channel, account) DO UPDATE SET last_inbound_at = max(last_inbound_at, excluded.last_inbound_at);

-- name: get
SELECT last_inbound_at FROM contact_window WHERE contact_id = ?1 AND channel = ?2 AND account = ?3;

-- name: forget
DELETE FROM contact_window WHERE contact_id = ?1 AND channel = ?2 AND account = ?3 AND last_inbound_at <= ?4;

-- name: erase
DELETE FROM contact_window WHERE contact_id = ?1;
