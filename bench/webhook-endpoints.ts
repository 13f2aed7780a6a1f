import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { LOCAL_JWT_SECRET } from '../src/config/config.js';
import { signToken } from '../src/local/sign-token.js';
import { firstMessage, startModule } from '../src/process/child-process.js';
import type { Bench } from './bench.js';

/** Starts a receiver that accepts every request. @returns its URL */
export async function startReceiver(bench: Bench): Promise<string> {
  const receiver = startModule(new URL('./otlp-sink.ts', import.meta.url), [], { execArgv: ['--import', 'tsx'] });
  bench.onStop(() => receiver.stop());
  return (await firstMessage(receiver, 'The receiver')) as string;
}

/** Creates a webhook endpoint for all events. @returns its id */
export async function createEndpoint(apiUrl: string, url: string): Promise<string> {
  const token = await signToken(LOCAL_JWT_SECRET, { userId: randomUUID(), role: 'operator' });
  const response = await fetch(`${apiUrl}/v1/webhook-endpoints`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url }),
  });
  if (response.status !== 201) throw new Error(`The endpoint was not created: ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

/** True while an endpoint, other than the one that is excepted, has not got every event. */
export async function hasUndelivered(database: pg.Pool, exceptId: string | null = null): Promise<boolean> {
  const { rowCount } = await database.query(
    `SELECT FROM webhooks.progress p, events.events e
     WHERE p.endpoint_id IS DISTINCT FROM $1::uuid AND (e.transaction_order, e.position)
         > (split_part(p.feed_cursor, '-', 1)::bigint, split_part(p.feed_cursor, '-', 2)::bigint) LIMIT 1`,
    [exceptId],
  );
  return rowCount !== 0;
}
