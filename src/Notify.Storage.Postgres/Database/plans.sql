-- How statements find rows of tables that may be big: few rows, or an array, lead, and each is looked up by an index. A plan made while the table was empty, which
-- holds until the server next analyzes the filled one, may else go through all of an index and look for each row among the few. So:
-- * 'x.id = ANY (ARRAY[u.id])', not 'x.id = u.id', whose order could be joined by;
-- * where nothing but the index's columns is needed, as for whether a row is there, '(SELECT x.id … WHERE x.id = u.id) IS NULL', not a join;
-- * ORDER BY what leads, not a column of x, inside of aggregates too;
-- * no other condition that an index begins with or is limited to: 'x.state + 0 = …', '(x.y IS NULL) IS FALSE'.

-- name: by_index
SELECT set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('enable_seqscan', 'off', true),
  set_config('enable_bitmapscan', 'off', true), set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true)

-- name: short_wait
SELECT set_config('lock_timeout', $1, true)
