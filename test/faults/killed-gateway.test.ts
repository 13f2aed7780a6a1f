import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFreePort } from '../../src/local/ports.js';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, waitUntil } from '../kit/observe.js';
import { startSystem, type System } from '../kit/system.js';

const ENTRY = fileURLToPath(new URL('../../src/gateway/main.ts', import.meta.url));

let system: System;
let port: number;
let gateway: ChildProcess;

async function startGateway(): Promise<ChildProcess> {
  const child = fork(ENTRY, {
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      LOG_LEVEL: 'silent',
      GATEWAY_PORT: String(port),
      DATABASE_URL: system.database.url,
      // This test needs no webhooks.
      PAYMENT_WEBHOOK_URL: 'http://127.0.0.1:1/',
    },
  });
  await once(child, 'message');
  return child;
}

async function kill(): Promise<void> {
  const ended = once(gateway, 'exit');
  gateway.kill('SIGKILL');
  await ended;
}

beforeAll(async () => {
  port = await findFreePort();
  system = await startSystem('dev-server', { gatewayUrl: `http://127.0.0.1:${port}` });
  gateway = await startGateway();
});
afterAll(async () => {
  await kill();
  await system.stop();
});

it('charges once when the gateway is killed between the charge and the response', async () => {
  const placed = await system.place({ paymentToken: 'tok_slow' });
  await waitUntil(
    () => system.database.query('SELECT FROM gateway.charges WHERE order_id = $1', [placed.orderId]),
    (charges) => charges.length === 1,
  );
  await kill();
  gateway = await startGateway();
  expect(await placed.handle.result()).toMatchObject({ status: 'confirmed' });
  expect(await readOrderSnapshot(system.database, placed.orderId)).toMatchObject({
    charge: { status: 'succeeded', kept: 1_999 },
  });
  expect(await findViolations(system.database)).toEqual({});
});

it('confirms an order that was placed while the gateway was down', async () => {
  await kill();
  const placed = await system.place();
  await waitUntil(
    () =>
      system.database.query(`SELECT FROM payments.payments WHERE order_id = $1 AND status = 'processing'`, [
        placed.orderId,
      ]),
    (payments) => payments.length === 1,
  );
  gateway = await startGateway();
  expect(await placed.handle.result()).toMatchObject({ status: 'confirmed' });
  expect(await findViolations(system.database)).toEqual({});
});
