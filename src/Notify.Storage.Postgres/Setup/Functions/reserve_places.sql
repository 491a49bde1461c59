-- Reserves places to send at; requests come sorted by channel and account, each with how long its places take in microseconds. Answers in order.
CREATE OR REPLACE FUNCTION {schema}.reserve_places(p_channels text[], p_accounts text[], p_per_second integer[], p_lengths bigint[])
RETURNS TABLE (wait interval, next_at timestamptz)
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  v_now CONSTANT timestamptz := {schema}.clock();
  v_length interval;
BEGIN
  FOR n IN 1 .. cardinality(p_channels) LOOP
    v_length := p_lengths[n] * interval '1 microsecond';
    INSERT INTO {schema}.pace AS p (channel, account, next_at, per_second)
    VALUES (p_channels[n], p_accounts[n], v_now + v_length, p_per_second[n])
    ON CONFLICT (channel, account) DO UPDATE SET next_at = greatest(p.next_at, v_now) + v_length, per_second = excluded.per_second
    RETURNING p.next_at INTO next_at;
    -- The time after the row was waited for.
    wait := greatest(interval '0', next_at - v_length - {schema}.clock());
    RETURN NEXT;
  END LOOP;
END $$;

-- Gives the last places of grants back, where nobody came after; sorted by channel and account. Gives how many grants that was.
CREATE OR REPLACE FUNCTION {schema}.give_places_back(p_channels text[], p_accounts text[], p_next_at timestamptz[], p_lengths bigint[])
RETURNS integer
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  v_given integer := 0;
BEGIN
  FOR n IN 1 .. cardinality(p_channels) LOOP
    UPDATE {schema}.pace SET next_at = next_at - p_lengths[n] * interval '1 microsecond'
    WHERE channel = p_channels[n] AND account = p_accounts[n] AND next_at = p_next_at[n];
    IF FOUND THEN
      v_given := v_given + 1;
    END IF;
  END LOOP;

  RETURN v_given;
END $$;
