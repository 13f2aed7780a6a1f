import { randomUUID } from 'node:crypto';
import { context } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { LOCAL_WEBHOOK_SECRET_KEYS, readConfig } from '../config/config.js';
import { reportEndpoints, reportLag } from '../delivery/delivery-metrics.js';
import { deleteOldDeliveries } from '../delivery/delete-old-deliveries.js';
import { FeedForWebhooks } from '../delivery/feed-for-webhooks.js';
import { SharedFeed } from '../delivery/shared-feed.js';
import { WebhookDeliveries } from '../delivery/webhook-deliveries.js';
import { DeliveryStore } from '../domains/webhooks/delivery-store.js';
import { webhooksSchema } from '../domains/webhooks/schema.js';
import { WebhookSecrets } from '../domains/webhooks/webhook-secrets.js';
import { EventFeed } from '../events/feed.js';
import { EventLookup } from '../events/event-lookup.js';
import { eventsSchema } from '../events/schema.js';
import { runService } from '../process/run-service.js';
import { everyHour } from './every-hour.js';
import { serveHealth } from './health.js';
import { openMigratedDatabase } from './open-migrated-database.js';

const readSettings = () =>
  readConfig([
    'NODE_ENV',
    'DATABASE_URL',
    'DATABASE_CONNECTION_MAX_AGE_SECONDS',
    'DATABASE_POOLER',
    'WEBHOOK_SECRET_KEYS',
    'WEBHOOK_TARGETS',
    'EVENTS_RETENTION_DAYS',
    'WORKER_HEALTH_PORT',
  ]);

/** Delivers the events of the shop. It polls no task queue: an outage of Temporal does not hold up events. */
await runService('events', readSettings, async ({ settings: config, logger }) => {
  const database = await openMigratedDatabase(config.DATABASE_URL, [webhooksSchema, eventsSchema], {
    connectionMaxAgeSeconds: config.DATABASE_CONNECTION_MAX_AGE_SECONDS,
    pooler: config.DATABASE_POOLER,
  });
  const { WORKER_HEALTH_PORT: healthPort } = config;
  const stopHealthServer = healthPort === undefined ? undefined : await serveHealth(healthPort, () => 'RUNNING');
  const feed = new EventFeed(database);
  const warnExpired = () =>
    logger.error('A webhook endpoint was away for longer than events are kept: it continues with the oldest event');
  const settings = {
    store: new DeliveryStore(database, randomUUID()),
    feed: new SharedFeed(new FeedForWebhooks(feed, new EventLookup(database), warnExpired)),
    secrets: new WebhookSecrets(config.WEBHOOK_SECRET_KEYS ?? LOCAL_WEBHOOK_SECRET_KEYS),
    targets: config.WEBHOOK_TARGETS ?? (config.NODE_ENV === 'production' ? 'public' : 'loopback'),
    logger,
  } as const;
  // The URL of an endpoint may contain a secret, and polling would fill the traces.
  const deliveries = context.with(suppressTracing(context.active()), () => new WebhookDeliveries(settings));
  const stops = [
    reportEndpoints(database),
    reportLag(database, feed),
    everyHour(
      () => deleteOldDeliveries(database, config.EVENTS_RETENTION_DAYS),
      (error) => logger.warn({ err: error }, 'Old deliveries were not deleted'),
    ),
  ];
  return async () => {
    await deliveries.stop();
    for (const stop of stops) stop();
    stopHealthServer?.();
    await database.destroy();
  };
});
