-- What people opted out of at all tenants, by the hash of an address: whoever becomes a contact by it begins so.
CREATE TABLE {schema}.standing_opt_out (
  hash bytea NOT NULL PRIMARY KEY,
  opted_out_at timestamptz,
  opt_out_reason text,
  channel_opt_outs text,
  reason text NOT NULL,
  actor_id integer NOT NULL
);

-- It takes one more list.
DROP FUNCTION IF EXISTS {schema}.add_contacts(uuid[], text[], text[], text[], bytea[]);
