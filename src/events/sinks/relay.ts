import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Logger } from '../../telemetry/logger.js';
import { EventFeed } from '../feed.js';
import { EventWatch } from '../event-watch.js';
import { CursorExpired } from '../errors.js';
import type { EventSink } from './event-sink.js';

const BATCH_SIZE = 100;
const RETRY_DELAY_MS = 5_000;
const IDLE_MS = 30_000;

/** The first key of the advisory locks of relays. */
const RELAY_LOCK = 7_233_019;

/**
 * Publishes the feed to a sink until the signal is aborted, at least once and in order. Of several processes one publishes, and
 * another takes over when it ends. An outage of the sink or the database only delays it.
 *
 * @param connect - connects to the sink, again after each failure
 * @param options.retryDelayMs - milliseconds between two attempts; defaults to 5 s
 */
export async function relayEvents(
  database: DataSource,
  connect: () => Promise<EventSink>,
  signal: AbortSignal,
  logger: Logger,
  { retryDelayMs = RETRY_DELAY_MS }: { readonly retryDelayMs?: number } = {},
): Promise<void> {
  const feed = new EventFeed(database);
  const watch = new EventWatch(feed);
  while (!signal.aborted) {
    try {
      const sink = await connect();
      try {
        await relayWhileLocked(database, { feed, watch, sink, signal, retryDelayMs });
      } finally {
        await sink.close().catch(() => undefined);
      }
    } catch (error) {
      logger.warn({ err: error }, 'Events were not published; the relay tries again');
    }
    await sleep(retryDelayMs, undefined, { signal }).catch(() => undefined);
  }
}

interface Relay {
  readonly feed: EventFeed;
  readonly watch: EventWatch;
  readonly sink: EventSink;
  readonly signal: AbortSignal;
  readonly retryDelayMs: number;
}

/**
 * The lock belongs to a transaction, because a pooler may change the session between two. It reads nothing and gets no transaction
 * id, so it does not hold the feed back.
 */
async function relayWhileLocked(database: DataSource, relay: Relay): Promise<void> {
  const lock = database.createQueryRunner();
  try {
    while (!relay.signal.aborted) {
      await lock.startTransaction();
      const [{ locked }] = (await lock.query('SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS locked', [
        RELAY_LOCK,
        relay.sink.name,
      ])) as [{ locked: boolean }];
      const end = locked ? await publishNext(database, relay) : undefined;
      await lock.commitTransaction();
      if (!locked) await sleep(relay.retryDelayMs, undefined, { signal: relay.signal }).catch(() => undefined);
      else if (end !== undefined) await relay.watch.waitForEvents(end, relay.signal, IDLE_MS);
    }
  } finally {
    if (lock.isTransactionActive) await lock.rollbackTransaction().catch(() => undefined);
    await lock.release();
  }
}

/** Publishes the next events. @returns the cursor of the end of the feed when it is reached */
async function publishNext(database: DataSource, { feed, sink }: Relay): Promise<string | undefined> {
  const [stored] = await database.query<[{ cursor: string }?]>('SELECT cursor FROM events.sinks WHERE name = $1', [
    sink.name,
  ]);
  const page = await feed.read({ after: stored?.cursor, limit: BATCH_SIZE }).catch((error: unknown) => {
    // What the sink has missed is gone from the feed. It continues with the oldest event that is kept.
    if (error instanceof CursorExpired) return feed.read({ limit: BATCH_SIZE });
    throw error;
  });
  if (page.events.length > 0) await sink.publish(page.events.map(({ event }) => event));
  if (page.events.length > 0 || stored === undefined) {
    await database.query(
      `INSERT INTO events.sinks (name, cursor) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor, updated_at = now()`,
      [sink.name, page.cursor],
    );
  }
  return page.caughtUp ? page.cursor : undefined;
}
