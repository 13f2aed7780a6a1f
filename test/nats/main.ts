import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { pino } from 'pino';
import { openDatabase } from '../../src/domains/database/database.js';
import { OrdersService } from '../../src/domains/orders/orders.service.js';
import type { CloudEvent } from '../../src/events/cloud-event.js';
import { startSink } from '../../src/events/sinks/start-sink.js';
import { findFreePort } from '../../src/local/ports.js';
import { startPostgres } from '../../src/local/postgres/server.js';
import { migrate } from '../../src/migrate/migrate.js';
import { resolveGoProgram } from '../kit/go-program.js';
import { waitUntil } from '../kit/observe.js';
import { newOrder } from '../kit/orders.js';

/** Publishes events to a real nats-server: in order, each once, also after the server was away. */

const ORDERS = 200;

const binary = await resolveGoProgram({
  name: 'nats-server',
  version: '2.10.29',
  variable: 'NATS_SERVER_PATH',
  module: 'github.com/nats-io/nats-server/v2',
});
const folder = await mkdtemp(join(tmpdir(), 'nats-'));
// Postgres runs as another user.
await chmod(folder, 0o755);
const port = await findFreePort();
const url = `nats://127.0.0.1:${port}`;

async function startServer(): Promise<ChildProcess> {
  const server = spawn(binary, ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder], { stdio: 'ignore' });
  await waitUntil(
    () =>
      connect({ servers: url, reconnect: false })
        .then((connection) => connection.close().then(() => true))
        .catch(() => false),
    (reachable) => reachable,
  );
  return server;
}

async function stopServer(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}

/** The stored messages, in the order of the stream. */
async function received(): Promise<CloudEvent[]> {
  const connection = await connect({ servers: url });
  const { state } = await (await jetstreamManager(connection)).streams.info('EVENTS');
  const consumer = await jetstream(connection).consumers.get('EVENTS');
  const events: CloudEvent[] = [];
  while (events.length < state.messages) {
    const batch = await consumer.fetch({ max_messages: 500, expires: 1_000 });
    for await (const message of batch) events.push(message.json<CloudEvent>());
  }
  await connection.close();
  return events;
}

const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), port: 0, durable: false });
const databaseUrl = postgres.url('orders');
await migrate(databaseUrl);
const database = await openDatabase(databaseUrl, []);
const orders = new OrdersService(database);
const logger = pino({ level: 'warn' });

const placeAndEnd = async (count: number) => {
  for (let n = 0; n < count; n += 1) {
    const order = newOrder();
    await orders.create(order);
    await orders.terminate(order, { status: 'cancelled', reason: null, actor: 'system' });
  }
};

let server = await startServer();
let stop = startSink(database, 'nats', { url, stream: 'EVENTS' }, logger);
await placeAndEnd(ORDERS / 2);
await stopServer(server);
await placeAndEnd(ORDERS / 2);
server = await startServer();
await waitUntil(received, (events) => events.length >= 2 * ORDERS);
await stop();

// A worker that was killed before it stored its place publishes again.
await database.query("DELETE FROM events.sinks WHERE name = 'nats'");
stop = startSink(database, 'nats', { url, stream: 'EVENTS' }, logger);
await waitUntil(
  () => database.query<unknown[]>("SELECT FROM events.sinks WHERE name = 'nats'"),
  (rows) => rows.length > 0,
);
await placeAndEnd(1);
const events = await waitUntil(received, (found) => found.length >= 2 * ORDERS + 2);
await stop();

assert.equal(events.length, 2 * (ORDERS + 1), 'each event is stored once');
assert.equal(new Set(events.map(({ id }) => id)).size, events.length);
for (const subject of new Set(events.map((event) => event.subject))) {
  const ofSubject = events.filter((event) => event.subject === subject);
  assert.deepEqual(
    ofSubject.map(({ sequence }) => sequence),
    ['1', '2'],
    subject,
  );
}
process.stdout.write(`nats-server stored ${events.length} events, each once and in order.\n`);

await database.destroy();
await stopServer(server);
await postgres.stop();
await rm(folder, { recursive: true, force: true });
