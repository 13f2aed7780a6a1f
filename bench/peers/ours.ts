import { LOCAL_JWT_SECRET } from '../../src/config/config.js';
import { signToken } from '../../src/local/sign-token.js';
import type { Bench } from '../bench.js';
import { addProducts } from '../load/order.js';
import { AS_SHIPPED } from '../stack.js';
import { findStackProcesses } from '../subjects/subject.js';
import type { Server } from '../options.js';
import { startStackOn } from '../servers.js';
import { JsonClient } from './json-client.js';
import { AMPLE_STOCK, CUSTOMERS, LIMITED_STOCK, PRODUCTS, type Peer } from './peer.js';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const WAIT_SECONDS = 30;
const OVERLOADED = 503;

/** Starts the order service as it is shipped. Its customers repeat an order when they are asked to. */
export async function startOurs(servers: readonly Server[], bench: Bench): Promise<Peer> {
  const { server, stack } = await startStackOn(servers, bench, AS_SHIPPED);
  const products = await addProducts(stack.databaseUrl, PRODUCTS, AMPLE_STOCK);
  const [limited = ''] = await addProducts(stack.databaseUrl, 1, LIMITED_STOCK);
  const client = new JsonClient(stack.url);
  const tokens = await Promise.all(
    Array.from({ length: CUSTOMERS }, () => signToken(LOCAL_JWT_SECRET, { userId: randomUUID(), role: 'customer' })),
  );
  let orders = 0;
  return {
    name: server === 'cluster' ? 'ours, on the cluster' : 'ours, on the dev server',
    processes: await findStackProcesses(stack),
    ...{ products, limited },
    buy: (products) => buy(client, tokens[orders++ % tokens.length] ?? '', products),
    async stop() {
      await client.close();
      return stack.stop();
    },
  };
}

async function buy(client: JsonClient, token: string, products: readonly string[]): Promise<void> {
  const headers = {
    authorization: `Bearer ${token}`,
    'idempotency-key': randomUUID(),
    prefer: `wait=${WAIT_SECONDS}`,
  };
  const order = {
    items: products.map((id) => ({ product_id: id, quantity: 1 })),
    payment_method: 'credit_card',
    payment_token: 'tok_approve',
  };
  for (;;) {
    const response = await client.post('/v1/orders', order, headers);
    if (response.status === OVERLOADED) {
      await sleep(Number(response.headers['retry-after']) * 1_000);
      continue;
    }
    const { code, status } = response.body as { code?: string; status?: string };
    if (status !== 'confirmed') throw new Error(code ?? `The order is ${status}.`);
    return;
  }
}
