import { fork, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LOCAL_JWT_SECRET } from '../src/config.js';
import { freePort } from '../src/local/ports.js';
import { signToken } from '../src/local/sign-token.js';

/**
 * Throughput with telemetry (OTLP to a receiver on this machine) against throughput without: two whole stacks, loaded in
 * turns, and the ratio of their medians. `npm run bench:telemetry [rounds] [orders a round]`
 */
const [rounds = 7, orders = 150] = process.argv.slice(2).map(Number);
const CLIENTS = 20;

interface Stack {
  readonly name: string;
  readonly url: string;
  readonly rates: number[];
  stop(): Promise<void>;
}

const receiver = fork(new URL('./otlp-sink.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
const [endpoint] = (await once(receiver, 'message')) as [string];
const stacks: Stack[] = [];
try {
  stacks.push(await startStack('off', {}), await startStack('on', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }));
  for (const stack of stacks) await load(stack, orders);
  for (const stack of stacks) stack.rates.length = 0;
  for (let round = 0; round < rounds; round++) for (const stack of stacks) await load(stack, orders);
  const [off = 0, on = 0] = stacks.map(({ rates }) => median(rates));
  const table = stacks.map(({ name, rates }) => ({
    telemetry: name,
    'orders/s (median)': median(rates).toFixed(1),
    all: rates.map((rate) => rate.toFixed(1)).join(' '),
  }));
  process.stdout.write(`${JSON.stringify(table, null, 2)}\nratio on/off: ${(on / off).toFixed(3)}\n`);
} finally {
  for (const stack of stacks) await stack.stop();
  receiver.kill();
}

async function startStack(name: string, telemetry: Readonly<Record<string, string>>): Promise<Stack> {
  // Not made beforehand: Postgres, which may run as another user, makes it so that it can enter.
  const folder = path.join(tmpdir(), `bench-${name}-${randomUUID()}`);
  const ports: string[] = [];
  for (let i = 0; i < 5; i++) ports.push(String(await freePort()));
  const [PORT = '', GATEWAY_PORT = '', POSTGRES_PORT = '', TEMPORAL_PORT = '', TEMPORAL_UI_PORT = ''] = ports;
  const child = spawn(process.execPath, ['dist/local/start.js'], {
    env: {
      ...process.env,
      ...{ PORT, GATEWAY_PORT, POSTGRES_PORT, TEMPORAL_PORT, TEMPORAL_UI_PORT },
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
      LOG_FORMAT: 'json',
      RATE_LIMIT_PER_USER: '0',
      RATE_LIMIT_PER_ADDRESS: '0',
      ...telemetry,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await untilReady(child);
  return {
    name,
    url: `http://127.0.0.1:${PORT}`,
    rates: [],
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(child: ChildProcess): Promise<void> {
  let printed = '';
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk);
    if (printed.includes('Ready in')) return child.stdout?.resume() && undefined;
  }
  throw new Error(`the stack did not start:\n${printed}`);
}

/** A round: each client places an order and waits for it to be confirmed, until all are. */
async function load({ url, rates }: Stack, count: number): Promise<void> {
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
  rates.push(count / ((performance.now() - startedAt) / 1_000));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
