import type { DataSource } from 'typeorm';
import type { DeliveryAttempt } from '../domains/webhooks/deliveries.js';
import { ENDPOINT_STATUSES } from '../domains/webhooks/endpoint.entity.js';
import type { EventFeed } from '../events/feed.js';
import { count, observe, record } from '../telemetry/metrics.js';
import { METRICS } from '../telemetry/names.js';

export function countAttempt({ delivered, latencyMs }: DeliveryAttempt): void {
  const outcome = { outcome: delivered ? 'delivered' : 'failed' };
  count(METRICS.webhookAttempts, outcome);
  record(METRICS.webhookDuration, latencyMs, outcome);
}

/** Reports how many endpoints there are, whenever metrics are collected. @returns a function that stops the reporting */
export function reportEndpoints(database: DataSource): () => void {
  return observe(METRICS.webhookEndpoints, async () => {
    const rows = await database.query<{ status: string; count: number }[]>(
      'SELECT status, count(*)::int AS count FROM webhooks.endpoints WHERE deleted_at IS NULL GROUP BY status',
    );
    return ENDPOINT_STATUSES.map(
      (status) => [rows.find((row) => row.status === status)?.count ?? 0, { status }] as const,
    );
  });
}

interface Backlog {
  readonly cursor: string;
  readonly waiting: number;
  /** Age of the oldest waiting event. */
  readonly waitingSeconds: number;
}

/** Reports how far the slowest enabled endpoint is behind. @returns a function that stops the reporting */
export function reportLag(database: DataSource, feed: EventFeed): () => void {
  const worstLag = async () => {
    const backlogs = await database.query<Backlog[]>(
      `SELECT p.feed_cursor AS cursor, count(q.event_id)::int AS waiting,
              coalesce(extract(epoch FROM now() - min(q.queued_at)), 0)::float8 AS "waitingSeconds"
       FROM webhooks.progress p JOIN webhooks.endpoints e ON e.id = p.endpoint_id
       LEFT JOIN webhooks.queue q ON q.endpoint_id = e.id AND q.done_at IS NULL
       WHERE e.status = 'enabled' AND e.deleted_at IS NULL GROUP BY p.endpoint_id`,
    );
    const cursors = [...new Set(backlogs.map(({ cursor }) => cursor))];
    const unread = new Map(await Promise.all(cursors.map(async (cursor) => [cursor, await feed.lag(cursor)] as const)));
    const lags = backlogs.map(({ cursor, waiting, waitingSeconds }) => {
      const { events, seconds } = unread.get(cursor) ?? { events: 0, seconds: 0 };
      return { events: waiting + events, seconds: Math.max(waitingSeconds, seconds) };
    });
    return {
      events: Math.max(0, ...lags.map(({ events }) => events)),
      seconds: Math.max(0, ...lags.map(({ seconds }) => seconds)),
    };
  };
  // A collection reads both gauges at once.
  let reading: ReturnType<typeof worstLag> | undefined;
  const lag = () => (reading ??= worstLag().finally(() => (reading = undefined)));
  const stops = [
    observe(METRICS.webhookLagEvents, async () => [[(await lag()).events, {}]]),
    observe(METRICS.webhookLag, async () => [[(await lag()).seconds, {}]]),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
