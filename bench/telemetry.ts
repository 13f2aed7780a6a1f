import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { LOCAL_JWT_SECRET } from '../src/config.js';
import { signToken } from '../src/local/sign-token.js';
import { startStack, type Stack } from './stack.js';
import { median } from './statistics.js';

/**
 * Throughput with telemetry (OTLP to a receiver on this machine) against throughput without: two whole stacks, loaded in
 * turns, and the ratio of their medians. `npm run bench:telemetry [rounds] [orders a round]`
 */
const [rounds = 7, orders = 150] = process.argv.slice(2).map(Number);
const CLIENTS = 20;

interface Side {
  readonly name: string;
  readonly stack: Stack;
  readonly rates: number[];
}

const receiver = fork(new URL('./otlp-sink.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
const [endpoint] = (await once(receiver, 'message')) as [string];
const sides: Side[] = [];
try {
  sides.push({ name: 'off', stack: await startStack(), rates: [] });
  sides.push({ name: 'on', stack: await startStack({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }), rates: [] });
  for (const { stack } of sides) await load(stack, orders);
  for (let round = 0; round < rounds; round++) {
    for (const { stack, rates } of sides) rates.push(await load(stack, orders));
  }
  const [off = 0, on = 0] = sides.map(({ rates }) => median(rates));
  const table = sides.map(({ name, rates }) => ({
    telemetry: name,
    'orders/s (median)': median(rates).toFixed(1),
    all: rates.map((rate) => rate.toFixed(1)).join(' '),
  }));
  process.stdout.write(`${JSON.stringify(table, null, 2)}\nratio on/off: ${(on / off).toFixed(3)}\n`);
} finally {
  for (const { stack } of sides) await stack.stop();
  receiver.kill();
}

/** A round: each client places an order and waits for it to be confirmed, until all are. @returns orders a second */
async function load({ url }: Stack, count: number): Promise<number> {
  const headers = async (role: 'customer' | 'operator') => ({
    authorization: `Bearer ${await signToken(LOCAL_JWT_SECRET, { userId: randomUUID(), role })}`,
    'content-type': 'application/json',
  });
  const product = await fetch(`${url}/v1/products`, {
    method: 'POST',
    headers: await headers('operator'),
    body: JSON.stringify({ sku: randomUUID(), name: 'bench', price: 1_999, opening_stock: count }),
  });
  const { id } = (await product.json()) as { id: string };
  const customer = { ...(await headers('customer')), prefer: 'wait=30' };
  const body = JSON.stringify({
    items: [{ product_id: id, quantity: 1 }],
    payment_method: 'credit_card',
    payment_token: 'tok_approve',
  });
  let left = count;
  const startedAt = performance.now();
  const client = async () => {
    while (left-- > 0) {
      const answer = await fetch(`${url}/v1/orders`, { method: 'POST', headers: customer, body });
      const { status } = (await answer.json()) as { status: unknown };
      if (status !== 'confirmed') throw new Error(`an order is ${String(status)}`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return count / ((performance.now() - startedAt) / 1_000);
}
