-- name: hold
SELECT {schema}.hold($1, $2, $3, $4);
-- name: follow
SELECT {schema}.follow($1, $2, $3, $4)
-- name: fire_due
SELECT fell_back, seen FROM {schema}.fire_due($1, $2);
