-- name: revision
SELECT revision FROM {schema}.catalogue;

-- name: all
SELECT version, is_active, content FROM {schema}.template;

-- name: approvals
SELECT channel, account, provider_name, language, status, said_at FROM {schema}.template_approval;

-- name: save
SELECT {schema}.save_templates($1, $2, $3, $4, $5, $6);

-- name: switch
SELECT {schema}.switch_template($1, $2, $3);

-- name: save_approvals
SELECT {schema}.save_approvals($1, $2, $3, $4, $5, (
  SELECT array_agg(coalesce(said.at, {schema}.clock() - said.age) ORDER BY said.place)
  FROM unnest($6, $7) WITH ORDINALITY AS said (at, age, place)));
