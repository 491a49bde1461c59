-- name: overwrite_on
PRAGMA secure_delete = ON;

-- name: overwrite_off
PRAGMA secure_delete = OFF;
