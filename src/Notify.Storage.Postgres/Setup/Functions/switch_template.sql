-- Switches every version of a key on or off; answers whether there is such a key.
CREATE OR REPLACE FUNCTION {schema}.switch_template(p_tenant text, p_key text, p_is_active boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
  PERFORM FROM {schema}.catalogue FOR UPDATE;
  UPDATE {schema}.template SET is_active = p_is_active WHERE tenant = p_tenant AND key = p_key AND is_active <> p_is_active;
  IF FOUND THEN
    UPDATE {schema}.catalogue SET revision = revision + 1;
  END IF;

  RETURN EXISTS (SELECT FROM {schema}.template WHERE tenant = p_tenant AND key = p_key);
END $$;
