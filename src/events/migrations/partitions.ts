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
    oldest_kept timestamptz := now() - make_interval(days => retention_days);
    dropped     integer := 0;
    name        regclass;
    last_event  record;
  BEGIN
    FOR name IN
      SELECT table_name FROM (
        SELECT inhrelid::regclass AS table_name, c.relname FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
        WHERE inhparent = 'events.events'::regclass
        -- A transaction that began before the last change of partitions may still write to the last but one.
        ORDER BY c.relname DESC OFFSET 2
      ) closed
      WHERE relname < 'events_' || to_char(oldest_kept, 'YYYYMMDD') ORDER BY relname
    LOOP
      EXECUTE format('SELECT max(at) AS at, max(ARRAY[transaction_order, position]) AS place FROM %s', name) INTO last_event;
      EXIT WHEN last_event.at >= oldest_kept;
      EXECUTE format('DROP TABLE %s', name);
      UPDATE events.settings
      SET complete_since = greatest(complete_since, last_event.at + interval '1 millisecond'),
          dropped_transaction = coalesce(last_event.place[1], dropped_transaction),
          dropped_position = coalesce(last_event.place[2], dropped_position);
      dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
  END $$;
  REVOKE EXECUTE ON FUNCTION events.open_partition(), events.drop_partitions(integer) FROM PUBLIC;
`;
