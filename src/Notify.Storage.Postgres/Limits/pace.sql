-- name: reserve
SELECT wait, next_at FROM {schema}.reserve_places($1, $2, $3, $4)

-- name: give_back
SELECT {schema}.give_places_back($1, $2, $3, $4)
