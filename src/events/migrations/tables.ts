/** The outbox, the sequence number of each subject, and the function that appends an event. */
export const TABLES = `
  CREATE TABLE events.settings (
    only_row             boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    -- The partition that receives new events, named after the day on which it was opened.
    partition_day        date NOT NULL,
    -- inventory.low is written when the available units fall to this number or below.
    low_stock_threshold  integer NOT NULL DEFAULT 5 CHECK (low_stock_threshold >= 0),
    low_stock_since      timestamptz(3) NOT NULL,
    -- Added to transaction ids, which start over in a database that was restored from a dump.
    transaction_offset   bigint NOT NULL DEFAULT 0,
    -- Each change since then has its event. Moves on when a partition is dropped.
    complete_since       timestamptz(3) NOT NULL,
    -- The last event that was dropped.
    dropped_transaction  bigint NOT NULL DEFAULT 0,
    dropped_position     bigint NOT NULL DEFAULT 0
  );

  CREATE TABLE events.subjects (
    type               text NOT NULL,
    id                 uuid NOT NULL,
    sequence           bigint NOT NULL,
    transaction_order  bigint NOT NULL,
    PRIMARY KEY (id, type)
  ) WITH (fillfactor = 80);

  -- Up to where a message bus has the events.
  CREATE TABLE events.sinks (
    name        text PRIMARY KEY,
    cursor      text NOT NULL,
    updated_at  timestamptz(3) NOT NULL DEFAULT now()
  );

  CREATE SEQUENCE events.positions;

  CREATE TABLE events.events (
    partition_day      date NOT NULL,
    transaction_order  bigint NOT NULL,
    position           bigint NOT NULL DEFAULT nextval('events.positions'),
    subject_type       text NOT NULL CHECK (subject_type IN ('orders', 'products', 'inventory')),
    subject_id         uuid NOT NULL,
    sequence           bigint NOT NULL CHECK (sequence > 0),
    type               text NOT NULL,
    at                 timestamptz(3) NOT NULL,
    facts              jsonb NOT NULL,
    traceparent        text,
    PRIMARY KEY (transaction_order, position, partition_day)
  ) PARTITION BY LIST (partition_day);
  CREATE INDEX events_by_subject ON events.events (subject_id, sequence);

  -- Appends an event with what the subject's tables hold at the end of the transaction.
  --
  -- The counter's row lock lasts until the transaction ends, so that the events of a subject are numbered in the order in which
  -- their transactions commit. Readers follow (transaction_order, position): the transaction id, or that of an earlier event of
  -- the subject when it is larger. See docs/decisions/0023-events-by-triggers.md.
  CREATE FUNCTION events.append(event_type text, kind text, subject uuid, occurred_at timestamptz, details jsonb DEFAULT '{}')
  RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    setting events.settings;
    counter events.subjects;
  BEGIN
    SELECT * INTO STRICT setting FROM events.settings;
    INSERT INTO events.subjects AS s (type, id, sequence, transaction_order)
    VALUES (kind, subject, 1, pg_current_xact_id()::text::bigint + setting.transaction_offset)
    ON CONFLICT (id, type) DO UPDATE
      SET sequence = s.sequence + 1, transaction_order = greatest(s.transaction_order, excluded.transaction_order)
    RETURNING * INTO counter;
    INSERT INTO events.events (partition_day, transaction_order, subject_type, subject_id, sequence, type, at, facts, traceparent)
    VALUES (setting.partition_day, counter.transaction_order, kind, subject, counter.sequence, event_type, occurred_at,
            events.facts_of(kind, subject) || details, nullif(current_setting('events.traceparent', true), ''));
  END $$;
`;
