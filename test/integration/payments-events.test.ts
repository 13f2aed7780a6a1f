import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.js';
import { openDatabase } from '../../src/domains/database/database.js';
import { createGateway, GATEWAY_VARIABLES } from '../../src/providers/create-gateway.js';
import { WebhookRejected } from '../../src/domains/payments/errors.js';
import type { GatewayEvent } from '../../src/domains/payments/payment-gateway.js';
import { PaymentEventsService } from '../../src/domains/payments/payment-events.service.js';
import { paymentsSchema } from '../../src/domains/payments/schema.js';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';
import { signWebhook } from '../kit/webhook-events.js';

let database: TestDatabase;
let events: PaymentEventsService;
let close: () => Promise<void>;
beforeAll(async () => {
  database = await createTestDatabase();
  const source = await openDatabase(database.url, [paymentsSchema], { poolSize: 20 });
  events = new PaymentEventsService(source);
  close = () => source.destroy();
});
afterAll(async () => {
  await close();
  await database.drop();
});

const newEvent = (): GatewayEvent => ({
  id: `EVT-${randomUUID()}`,
  orderId: randomUUID(),
  transactionId: null,
  type: 'charge.succeeded',
});
const storedEvents = ({ id }: GatewayEvent) =>
  database.query<{ handed_at: Date | null }>('SELECT * FROM payments.gateway_events WHERE id = $1', [id]);

describe('record', () => {
  it('stores an event once and undispatched until it is marked', async () => {
    const event = newEvent();
    expect(await events.record(event)).toEqual({ dispatched: false });
    expect(await events.record(event)).toEqual({ dispatched: false });
    await events.markDispatched(event.id);
    expect(await events.record(event)).toEqual({ dispatched: true });
    const [row, ...others] = await storedEvents(event);
    expect(row).toMatchObject({ order_id: event.orderId, type: event.type });
    expect(others).toEqual([]);
    await events.markDispatched(event.id);
    expect(await storedEvents(event)).toEqual([row]);
  });

  it('stores an event once with 20 concurrent deliveries', async () => {
    const event = newEvent();
    const recorded = await Promise.all(Array.from({ length: 20 }, () => events.record(event)));
    expect(recorded).toEqual(Array(20).fill({ dispatched: false }));
    expect(await storedEvents(event)).toHaveLength(1);
  });

  it.each([
    ['processing', false],
    ['success', true],
    ['failed', false],
    ['refunded', true],
  ])('stores an event of a %s payment with dispatched = %s', async (status, dispatched) => {
    const event = newEvent();
    await database.query(
      `INSERT INTO payments.payments (order_id, user_id, amount, refunded_amount, currency, method, status,
                                      transaction_id, failure_reason)
       VALUES ($1, $1, 100, CASE $2 WHEN 'refunded' THEN 100 ELSE 0 END, 'USD', 'credit_card', $2, $3,
               CASE $2 WHEN 'failed' THEN 'declined' END)`,
      [event.orderId, status, event.id],
    );
    expect(await events.record(event)).toEqual({ dispatched });
    expect(await events.record(event)).toEqual({ dispatched });
  });

  it('stores an event of another type without an order', async () => {
    const event: GatewayEvent = { id: randomUUID(), orderId: null, type: 'other' };
    expect(await events.record(event)).toEqual({ dispatched: false });
    expect(await storedEvents(event)).toHaveLength(1);
  });
});

describe('readEvent of the simulated gateway', () => {
  const gateway = createGateway(readConfig(GATEWAY_VARIABLES, {}));
  const orderId = randomUUID();
  const now = () => Math.floor(Date.now() / 1_000);
  const bodyOf = (changes: object = {}) =>
    Buffer.from(
      JSON.stringify({ id: 'EVT-1', type: 'charge.failed', created: 'x', data: { order_id: orderId }, ...changes }),
    );
  const read = (body: Buffer, signature?: string) =>
    gateway.readEvent(body, { 'gateway-signature': signature, 'content-type': 'application/json' });
  const signed = (body: Buffer, seconds = now()) => read(body, signWebhook(body, { timestamp: seconds }));

  it('accepts a signature within the tolerance', () => {
    const event = { id: 'EVT-1', orderId, transactionId: null, type: 'charge.failed' };
    for (const off of [0, -295, 295]) expect(signed(bodyOf(), now() + off)).toEqual(event);
  });

  it.each<[string, object, GatewayEvent]>([
    ['an unknown type', { type: 'charge.disputed' }, { id: 'EVT-1', orderId, type: 'other' }],
    ['an order id that is not a uuid', { data: { order_id: 'A-1' } }, { id: 'EVT-1', orderId: null, type: 'other' }],
    ['no order', { data: {} }, { id: 'EVT-1', orderId: null, type: 'other' }],
  ])('accepts and ignores an event with %s', (_, changes, event) => {
    expect(signed(bodyOf(changes))).toEqual(event);
  });

  it.each<[string, (body: Buffer) => string | undefined]>([
    ['missing', () => undefined],
    ['empty', () => ''],
    ['malformed', () => 'v1=abc'],
    ['too short', (body) => signWebhook(body).slice(0, -2)],
    ['made with another secret', (body) => signWebhook(body, { secret: 'another' })],
    ['made for another body', () => signWebhook('{}')],
    ['made for another time', (body) => signWebhook(body, { timestamp: now() - 1 }).replace(/^t=\d+/, `t=${now()}`)],
    ['too old', (body) => signWebhook(body, { timestamp: now() - 305 })],
    ['in the future', (body) => signWebhook(body, { timestamp: now() + 305 })],
  ])('rejects a signature that is %s', (_, sign) => {
    const body = bodyOf();
    expect(() => read(body, sign(body))).toThrow(WebhookRejected);
  });

  it.each(['', 'null', '{"id":1}', '{"id":"EVT-1","type":"charge.failed"}', '{'])(
    'rejects a signed body that is not an event: %s',
    (text) => {
      expect(() => signed(Buffer.from(text))).toThrow(WebhookRejected);
    },
  );

  it('rejects every event without a secret', () => {
    const body = bodyOf();
    const signature = signWebhook(body);
    const without = new SimulatedGateway('http://127.0.0.1');
    expect(() => without.readEvent(body, { 'gateway-signature': signature })).toThrow(WebhookRejected);
  });
});
