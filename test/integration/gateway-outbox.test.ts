import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';
import { startGateway, type Gateway } from '../../src/gateway/server.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { submitPaymentDecision } from '../kit/payment-page.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';
import { waitUntil } from '../kit/observe.js';
import { startWebhookSink, type WebhookSink } from '../kit/webhook-sink.js';

const webhookSecret = 'a secret of thirty-two characters';

let database: TestDatabase;
let sink: WebhookSink;
let gateway: Gateway;
let client: SimulatedGateway;
beforeEach(async () => {
  database = await createTestDatabase();
  sink = await startWebhookSink();
  await start();
});
afterEach(async () => {
  await gateway.stop();
  await sink.stop();
  await database.drop();
});

async function start(): Promise<void> {
  gateway = await startGateway({
    databaseUrl: database.url,
    port: 0,
    successRate: 1,
    latencyMs: 1,
    logger: createLogger('gateway', 'silent'),
    webhook: { url: `${sink.url}/events`, secret: webhookSecret },
  });
  client = new SimulatedGateway(gateway.url, { webhookSecret });
}

function charge(changes: { method?: 'paypal'; token?: string } = {}) {
  const orderId = randomUUID();
  const card = { amount: 1_000, currency: 'USD', method: 'credit_card', token: 'tok_approve' } as const;
  return client.charge({ ...card, ...changes, orderId, idempotencyKey: orderId });
}

const orderOf = ({ raw }: { raw: string }) => (JSON.parse(raw) as { order_id: string }).order_id;
const events = () => database.query('SELECT type FROM gateway.events');

async function waitUntilAllDelivered(): Promise<void> {
  await waitUntil(
    () => database.query('SELECT FROM gateway.events WHERE delivered_at IS NULL'),
    (undelivered) => undelivered.length === 0,
  );
}

it.each([
  ['tok_approve', 'charge.succeeded'],
  ['tok_decline', 'charge.failed'],
])('delivers a signed event for a settled charge: %s', async (token, type) => {
  const made = await charge({ token });
  const [delivery] = await sink.waitForDeliveries(1);
  const orderId = orderOf(made);
  expect(delivery?.body).toMatchObject({ type, data: { id: made.transactionId, order_id: orderId, amount: 1_000 } });
  const headers = { 'gateway-signature': String(delivery?.headers['gateway-signature']) };
  const event = client.readEvent(delivery?.rawBody ?? Buffer.alloc(0), headers);
  const { transactionId } = made;
  expect(event).toEqual({ id: delivery?.body.id, orderId, transactionId, type });
});

it('delivers consecutive events in batches', async () => {
  for (let made = 0; made < 10; made++) await charge();
  await sink.waitForDeliveries(10);
  await waitUntilAllDelivered();
  const batches = await database.query('SELECT DISTINCT delivered_at FROM gateway.events');
  expect(batches.length).toBeLessThan(8);
});

it('delivers events for customer decisions, voids and refunds', async () => {
  const approved = await charge({ method: 'paypal' });
  const voided = await charge({ method: 'paypal' });
  expect(await events()).toEqual([]);
  await submitPaymentDecision(approved.redirectUrl, 'approve');
  await submitPaymentDecision(approved.redirectUrl, 'approve');
  const [orderId, other] = [orderOf(approved), orderOf(voided)];
  const card = { amount: 1_000, currency: 'USD', method: 'paypal' } as const;
  await client.void({ ...card, orderId: other, idempotencyKey: other });
  const { transactionId } = approved;
  const refund = { idempotencyKey: randomUUID(), orderId, transactionId, amount: 300, reason: 'damaged' };
  const { refundId } = await client.refund(refund);
  await client.refund(refund);

  const received = (await sink.waitForDeliveries(3)).map(({ body: { type, data } }) => [type, data.order_id, data.id]);
  expect(new Set(received)).toEqual(
    new Set([
      ['charge.succeeded', orderId, transactionId],
      ['charge.canceled', other, voided.transactionId],
      ['refund.succeeded', orderId, refundId],
    ]),
  );
  await waitUntilAllDelivered();
  expect(await events()).toHaveLength(3);
});

it.each([500, 404, 302, undefined])('retries an event after response %j until the shop accepts it', async (status) => {
  sink.responseStatus = status;
  await charge();
  await sink.waitForDeliveries(2);
  sink.responseStatus = 200;
  await waitUntilAllDelivered();
  const ids = new Set(sink.deliveries.map(({ body }) => body.id));
  expect(ids.size).toBe(1);
  const count = sink.deliveries.length;
  await sleep(1_200);
  expect(sink.deliveries).toHaveLength(count);
});

it('keeps events across restarts of the gateway and the shop', async () => {
  sink.responseStatus = 503;
  const orders = (await Promise.all(Array.from({ length: 15 }, () => charge()))).map(orderOf);
  await sink.waitForDeliveries(1);
  await gateway.stop();
  sink.responseStatus = 204;
  await start();
  await waitUntilAllDelivered();
  const delivered = new Set(sink.deliveries.map(({ body }) => body.data.order_id));
  expect(delivered).toEqual(new Set(orders));
});

it('delivers an event that a killed process had claimed', async () => {
  await gateway.stop();
  await database.query(
    `INSERT INTO gateway.events (type, data, attempts, next_attempt_at)
     VALUES ('charge.succeeded', '{"order_id": "left"}', 1, now() + interval '1 second')`,
  );
  await start();
  expect(await sink.waitForDeliveries(1, 'left')).toHaveLength(1);
});

it('delivers each event once when two gateway processes share an outbox', async () => {
  const first = gateway;
  await start();
  await Promise.all(Array.from({ length: 30 }, () => charge()));
  await waitUntilAllDelivered();
  await first.stop();
  expect(sink.deliveries).toHaveLength(30);
});
