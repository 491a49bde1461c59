-- name: actor
INSERT INTO {schema}.actor (name) VALUES ($1) ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING actor_id
-- name: claim
SELECT * FROM {schema}.claim($1, $2, interval '15 minutes')
-- name: contacts
SELECT * FROM {schema}.get_contacts($1)
-- name: limits
SELECT * FROM {schema}.take_limits($1, $2, $3, $4)
-- name: mark
SELECT * FROM {schema}.mark($1, $2, $3)
-- name: settle
SELECT {schema}.settle($1, $2, $3, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')
