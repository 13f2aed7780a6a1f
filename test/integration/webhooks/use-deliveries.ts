import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { LOCAL_WEBHOOK_SECRET_KEYS } from '../../../src/config/config.js';
import { WebhookDeliveries, type DeliverySettings } from '../../../src/delivery/webhook-deliveries.js';
import { openDatabase } from '../../../src/domains/database/database.js';
import { DeliveryLog, type LoggedAttempt } from '../../../src/domains/webhooks/delivery-log.js';
import { DeliveryStore } from '../../../src/domains/webhooks/delivery-store.js';
import type { WebhookEndpoint } from '../../../src/domains/webhooks/endpoint.entity.js';
import { WebhookEndpointsService, type EndpointChanges } from '../../../src/domains/webhooks/endpoints.service.js';
import { webhooksSchema } from '../../../src/domains/webhooks/schema.js';
import { WebhookSecrets } from '../../../src/domains/webhooks/webhook-secrets.js';
import { createLogger } from '../../../src/telemetry/logger.js';
import { createTestDatabase, type TestDatabase } from '../../kit/database.js';
import type { MemoryFeed } from '../../kit/memory-feed.js';
import { waitUntil } from '../../kit/observe.js';
import { startWebhookReceiver } from '../../kit/webhook-receiver.js';

const secrets = new WebhookSecrets(LOCAL_WEBHOOK_SECRET_KEYS);
/** Retries at once, so that tests wait for no delay. */
const SOON = { delayAfter: () => 0.05, giveUpAfter: 86_400 };

/** Deliveries from a feed in memory to receivers on this machine, over a database for the tests of a file. */
export function useDeliveries() {
  let database: TestDatabase;
  let source: DataSource;
  let endpoints: WebhookEndpointsService;
  let log: DeliveryLog;
  const open: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    source = await openDatabase(database.url, [webhooksSchema]);
    endpoints = new WebhookEndpointsService(source, secrets, 'loopback');
    log = new DeliveryLog(source);
  });
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
    await database.query('UPDATE webhooks.endpoints SET deleted_at = now()');
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const attemptsOf = ({ id }: WebhookEndpoint) => log.list({ endpointId: id, limit: 1_000 });
  const deliveryStore = () => new DeliveryStore(source, randomUUID());
  return {
    database: () => database,
    source: () => source,
    endpoints: () => endpoints,
    attemptsOf,
    deliveryStore,

    start: (feed: MemoryFeed, settings: Partial<DeliverySettings> = {}): WebhookDeliveries => {
      const deliveries = new WebhookDeliveries({
        ...{ store: deliveryStore(), feed, secrets, targets: 'loopback' },
        ...{ logger: createLogger('events', 'silent'), schedule: SOON, attemptTimeoutMs: 5_000 },
        ...settings,
      });
      open.unshift(() => deliveries.stop());
      return deliveries;
    },

    createReceiver: async () => {
      const receiver = await startWebhookReceiver();
      open.push(() => receiver.stop());
      return receiver;
    },

    createEndpoint: (url: string, types: readonly string[] = []): Promise<WebhookEndpoint> => {
      const endpoint = { id: randomUUID(), url, description: '', types };
      return source.transaction((manager) => endpoints.create(endpoint, '0', manager));
    },

    change: (id: string, changes: EndpointChanges) =>
      source.transaction(async (manager) => endpoints.change(await endpoints.lock(id, manager), changes, manager)),

    waitForAttempts: (endpoint: WebhookEndpoint, isEnough: (attempts: readonly LoggedAttempt[]) => boolean) =>
      waitUntil(() => attemptsOf(endpoint), isEnough),

    waitForStatus: (endpoint: WebhookEndpoint, wanted: WebhookEndpoint['status']) =>
      waitUntil(
        async () => (await endpoints.get(endpoint.id)).status,
        (status) => status === wanted,
      ),
  };
}

/** Appends events of several subjects, mixed. */
export function fill(feed: MemoryFeed, subjects: number, events: number): void {
  for (let number = 0; number < events; number++)
    for (let subject = 0; subject < subjects; subject++) feed.append(`orders/${subject}`);
}
