import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { pino } from 'pino';
import { openDatabase } from '../../src/domains/database/database.js';
import { OrdersService } from '../../src/domains/orders/orders.service.js';
import type { CloudEvent } from '../../src/events/cloud-event.js';
import { startSink } from '../../src/events/sinks/start-sink.js';
import { startPostgres } from '../../src/local/postgres/server.js';
import { migrate } from '../../src/migrate/migrate.js';
import { waitUntil } from '../kit/observe.js';
import { newOrder } from '../kit/orders.js';
import { prepareKafkaBroker } from './broker.js';

/** Publishes events to a real broker: each at least once and in order, also after the broker or the worker was killed. */

const ORDERS = 200;
const TOPIC = 'order-events';

const folder = await mkdtemp(join(tmpdir(), 'kafka-'));
// Postgres runs as another user.
await chmod(folder, 0o755);
const broker = await prepareKafkaBroker(folder);

interface Stored {
  readonly key: string | undefined;
  readonly id: string | undefined;
  readonly event: CloudEvent;
}

/** The stored messages, those of each partition in their order. */
async function received(): Promise<Stored[]> {
  const kafka = new Kafka({ brokers: [broker.address], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(TOPIC).finally(() => admin.disconnect());
  const total = ends.reduce((sum, { offset }) => sum + Number(offset), 0);
  if (total === 0) return [];
  const consumer = kafka.consumer({ groupId: randomUUID() });
  const found: Stored[] = [];
  try {
    await consumer.connect();
    await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: ({ message: { key, value, headers } }) => {
        const event = JSON.parse(value?.toString() ?? '') as CloudEvent;
        found.push({ key: key?.toString(), id: headers?.id?.toString(), event });
        return Promise.resolve();
      },
    });
    await waitUntil(
      () => Promise.resolve(found.length),
      (count) => count >= total,
    );
    return found;
  } finally {
    await consumer.disconnect();
  }
}

/** The ids of the stored events. */
const ids = async () => new Set((await received().catch(() => [])).map(({ event }) => event.id));

const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), port: 0, durable: false });
const databaseUrl = postgres.url('orders');
await migrate(databaseUrl);
const database = await openDatabase(databaseUrl, []);
const orders = new OrdersService(database);
const settings = { brokers: [broker.address], topic: TOPIC };
const start = () => startSink(database, 'kafka', settings, pino({ level: 'warn' }));

const placeAndEnd = async (count: number) => {
  for (let n = 0; n < count; n += 1) {
    const order = newOrder();
    await orders.create(order);
    await orders.terminate(order, { status: 'cancelled', reason: null, actor: 'system' });
  }
};

await broker.start();
let stop = start();
await placeAndEnd(ORDERS / 2);
await broker.kill();
await placeAndEnd(ORDERS / 2);
await broker.start();
await waitUntil(ids, (found) => found.size >= 2 * ORDERS);
await stop();

// A worker that was killed before it stored its place publishes again.
await database.query("DELETE FROM events.sinks WHERE name = 'kafka'");
stop = start();
await placeAndEnd(1);
await waitUntil(ids, (found) => found.size >= 2 * ORDERS + 2);
await stop();

const stored = await received();
const sequences = new Map<string, string[]>();
const seen = new Set<string>();
for (const { key, id, event } of stored) {
  assert.equal(key, event.subject);
  assert.equal(id, event.id);
  if (seen.has(event.id)) continue;
  seen.add(event.id);
  sequences.set(event.subject, [...(sequences.get(event.subject) ?? []), event.sequence]);
}
assert.equal(seen.size, 2 * (ORDERS + 1), 'each event is stored');
for (const [subject, found] of sequences) assert.deepEqual(found, ['1', '2'], subject);
process.stdout.write(`Kafka stored ${seen.size} events in ${stored.length} messages, each subject in order.\n`);

await database.destroy();
await broker.kill();
await postgres.stop();
await rm(folder, { recursive: true, force: true });
