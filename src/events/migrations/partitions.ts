/**
 * The partitions of the outbox. New events go to the partition that the settings name. If no new one is opened for some days, it
 * grows; an event always has its partition.
 */
export const PARTITIONS = `
  -- Opens the partition of the day. Returns false when it is open already.
  CREATE FUNCTION events.open_partition() RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    today date := (now() AT TIME ZONE 'UTC')::date;
    name  text := 'events_' || to_char(today, 'YYYYMMDD');
  BEGIN
    -- Of two processes that open it at the same time, the second one finds it open.
    PERFORM FROM events.settings WHERE partition_day < today FOR UPDATE;
    IF NOT FOUND THEN RETURN false; END IF;
    -- ATTACH takes a weaker lock on the parent than CREATE TABLE … PARTITION OF, which would wait for every order.
    EXECUTE format('CREATE TABLE events.%I (LIKE events.events INCLUDING ALL)', name);
    EXECUTE format('ALTER TABLE events.events ATTACH PARTITION events.%I FOR VALUES IN (%L)', name, today);
    UPDATE events.settings SET partition_day = today;
    RETURN true;
  END $$;

  -- Drops the partitions whose events are all older than the given number of days. Returns the number of partitions dropped.
  CREATE FUNCTION events.drop_partitions(retention_days integer) RETURNS integer
  -- DROP locks the parent. Orders that come meanwhile wait for no longer than this.
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '200ms' AS $$
  DECLARE
    last_day   date := (now() AT TIME ZONE 'UTC')::date - greatest(retention_days, 1);
    dropped    integer := 0;
    expired    record;
    last_event record;
  BEGIN
    -- A partition receives events until the next one is opened, and then from transactions that have begun before.
    FOR expired IN
      SELECT name, last_event_day FROM (
        SELECT inhrelid::regclass AS name,
               lead(to_date(right(c.relname, 8), 'YYYYMMDD')) OVER (ORDER BY c.relname) AS last_event_day
        FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid WHERE inhparent = 'events.events'::regclass
      ) partitions
      WHERE last_event_day < last_day ORDER BY last_event_day
    LOOP
      EXECUTE format('SELECT transaction_order, position FROM %s ORDER BY 1 DESC, 2 DESC LIMIT 1', expired.name) INTO last_event;
      EXECUTE format('DROP TABLE %s', expired.name);
      UPDATE events.settings
      SET complete_since = greatest(complete_since, (expired.last_event_day + 1)::timestamp AT TIME ZONE 'UTC'),
          dropped_transaction = coalesce(last_event.transaction_order, dropped_transaction),
          dropped_position = coalesce(last_event.position, dropped_position);
      dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
  END $$;

  -- inventory.low is written when the available units fall to this number or below.
  CREATE FUNCTION events.set_low_stock_threshold(units integer) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE events.settings SET low_stock_threshold = units, low_stock_since = clock_timestamp() + interval '1 minute'
    WHERE low_stock_threshold <> units
  $$;

  REVOKE EXECUTE ON FUNCTION events.open_partition(), events.drop_partitions(integer), events.set_low_stock_threshold(integer)
    FROM PUBLIC;
`;
