-- name: secret
SELECT value FROM {schema}.secret WHERE name = 'address'

-- name: find
SELECT * FROM {schema}.find_erased($1, $2)

-- name: forget
DELETE FROM {schema}.erased_address WHERE tenant = $1 AND hash = $2

-- name: erase_contact
SELECT {schema}.erase_contact($1, $2)

-- name: erase_deliveries
SELECT {schema}.erase_deliveries($1)
