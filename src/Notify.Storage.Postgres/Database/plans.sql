-- How statements find rows of tables that may be big: few rows, or an array, lead, and each is looked up by an index. 'x.id = ANY (ARRAY[u.id])' says so, and
-- 'x.id = u.id' does not: a plan made while the table was empty, which holds until the server next analyzes the filled one, may go through all of x in the
-- order of its index and look for each row among the few. For the same reason whether a row is there is asked as '(SELECT x.id …) IS NULL', not by a join.

-- name: by_index
SELECT set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('enable_seqscan', 'off', true),
  set_config('enable_bitmapscan', 'off', true), set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true)

-- name: short_wait
SELECT set_config('lock_timeout', $1, true)
