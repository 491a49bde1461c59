-- name: ids
SELECT name, actor_id FROM {schema}.actor_ids($1);

-- name: names
SELECT actor_id, name FROM {schema}.actor WHERE actor_id = ANY ($1);
