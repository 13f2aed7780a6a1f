import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { wholeNumberFlag } from '../src/process/flag-types.js';
import { readFlags } from '../src/process/flags.js';
import { Bench } from './bench.js';
import { openLoop } from './load/loops.js';
import { seedCatalogue } from './load/order.js';
import { percentile } from './statistics.js';
import { startSubject } from './subjects/subject.js';
import { roundToDigits } from './table.js';
import { createEndpoint, hasUndelivered, startReceiver } from './webhook-endpoints.js';

/** Measures how long events need from their change to their delivery, while one of the endpoints never answers. */
const {
  endpoints = 100,
  orders = 120,
  rate = 2,
} = readFlags({
  command: 'npm run bench:webhook-lag --',
  description: 'Measures the lag of webhook endpoints while one of them hangs.',
  flags: {
    endpoints: wholeNumberFlag('N', 'Endpoints, one of which hangs; by default 100', { min: 2 }),
    orders: wholeNumberFlag('N', 'Orders; by default 120', { min: 1 }),
    rate: wholeNumberFlag('N', 'Orders per second; by default 2', { min: 1 }),
  },
});
const WARM_UP_ORDERS = 20;

const bench = new Bench();
try {
  const receiverUrl = await startReceiver(bench);
  const hangingUrl = await startHangingReceiver();
  const stack = await bench.startStack();
  const newOrder = await seedCatalogue(stack.databaseUrl);
  const subject = await startSubject('ours', stack, '');
  bench.onStop(() => subject.stop());
  const database = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
  bench.onStop(() => database.end());

  const hangingId = await createEndpoint(stack.url, hangingUrl);
  for (let number = 1; number < endpoints; number++) await createEndpoint(stack.url, `${receiverUrl}/${number}`);
  await openLoop(subject.place, newOrder, rate, WARM_UP_ORDERS);
  while (await hasUndelivered(database, hangingId)) await sleep(100);
  const { rows } = await database.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  await openLoop(subject.place, newOrder, rate, orders);
  while (await hasUndelivered(database, hangingId)) await sleep(100);

  const lags = await readLags(database, hangingId, rows[0]?.now ?? new Date());
  bench.print(
    `${endpoints} endpoints, one hanging, ${rate} orders/s: ${lags.length} deliveries to the others. Lag p50 ` +
      `${inSeconds(percentile(lags, 50))} s, p99 ${inSeconds(percentile(lags, 99))} s, maximum ${inSeconds(Math.max(...lags))} s.`,
  );
} finally {
  await bench.stop();
}

/** Accepts every request and answers none. @returns its URL */
async function startHangingReceiver(): Promise<string> {
  const server = createServer((request) => void request.resume());
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  bench.onStop(() => {
    server.closeAllConnections();
    return Promise.resolve(server.close());
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Milliseconds from each change to the end of the answer that accepted its event. */
async function readLags(database: pg.Pool, exceptId: string, since: Date): Promise<number[]> {
  const { rows } = await database.query<{ lag: number }>(
    `SELECT (extract(epoch FROM a.at - e.at) * 1000 + a.latency_ms)::float8 AS lag
     FROM webhooks.attempts a JOIN events.events e
       ON e.subject_id = split_part(a.subject, '/', 2)::uuid AND e.subject_type = split_part(a.subject, '/', 1)
      AND e.sequence = a.sequence
     WHERE a.delivered AND a.endpoint_id <> $1 AND e.at >= $2`,
    [exceptId, since],
  );
  return rows.map(({ lag }) => lag);
}

function inSeconds(milliseconds: number): number {
  return roundToDigits(milliseconds / 1_000);
}
