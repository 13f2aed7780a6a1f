import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFreePort } from '../../src/local/ports.js';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, waitUntil } from '../kit/observe.js';
import { startService } from '../kit/processes.js';
import { startSystem, type System } from '../kit/system.js';
import type { TestProcess } from '../kit/test-process.js';

let system: System;
let port: number;
let gateway: TestProcess;

const startGateway = () =>
  startService('gateway', {
    LOG_LEVEL: 'silent',
    GATEWAY_PORT: String(port),
    DATABASE_URL: system.database.url,
    // This test needs no webhooks.
    PAYMENT_WEBHOOK_URL: 'http://127.0.0.1:1/',
  });

beforeAll(async () => {
  port = await findFreePort();
  system = await startSystem('dev-server', { gatewayUrl: `http://127.0.0.1:${port}` });
  gateway = await startGateway();
});
afterAll(async () => {
  await gateway.kill();
  await system.stop();
});

it('charges once when the gateway is killed between the charge and the response', async () => {
  const placed = await system.place({ paymentToken: 'tok_slow' });
  await waitUntil(
    () => system.database.query('SELECT FROM gateway.charges WHERE order_id = $1', [placed.orderId]),
    (charges) => charges.length === 1,
  );
  await gateway.kill();
  gateway = await startGateway();
  expect(await placed.handle.result()).toMatchObject({ status: 'confirmed' });
  expect(await readOrderSnapshot(system.database, placed.orderId)).toMatchObject({
    charge: { status: 'succeeded', kept: 1_999 },
  });
  expect(await findViolations(system.database)).toEqual({});
});

it('confirms an order that was placed while the gateway was down', async () => {
  await gateway.kill();
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
