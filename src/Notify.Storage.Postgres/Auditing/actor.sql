-- name: ids
SELECT name, actor_id FROM {schema}.actor_ids($1);
