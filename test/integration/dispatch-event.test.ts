import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dispatchEvent } from '../../src/api/payments/dispatch-event.js';
import type { OrderStatus } from '../../src/contracts/orders.js';
import { openDatabase } from '../../src/domains/database/database.js';
import { Order } from '../../src/domains/orders/order.entity.js';
import type { GatewayEvent } from '../../src/domains/payments/payment-gateway.js';
import { PaymentReader } from '../../src/domains/payments/payment-reader.js';
import { paymentsSchema } from '../../src/domains/payments/schema.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';

let database: TestDatabase;
let reader: PaymentReader;
let close: () => Promise<void>;
beforeAll(async () => {
  database = await createTestDatabase();
  const source = await openDatabase(database.url, [paymentsSchema]);
  reader = new PaymentReader(source);
  close = () => source.destroy();
});
afterAll(async () => {
  await close();
  await database.drop();
});

type OrderEvent = Exclude<GatewayEvent, { type: 'other' }>;

interface Circumstances {
  readonly event?: Partial<OrderEvent>;
  /** SQL to run after the first lookup of the payment. */
  readonly meanwhile?: string;
  readonly redirectUrl?: string;
  /** The status of the order, which has no open run; null without an order. Undefined when the run is open. */
  readonly orderStatus?: OrderStatus | null;
}

/** Dispatches an event of a processing payment. */
async function dispatchWhile({ event, meanwhile, redirectUrl, orderStatus }: Circumstances) {
  const orderId = randomUUID();
  await database.query(
    `INSERT INTO payments.payments (order_id, user_id, amount, currency, method, status, redirect_url)
     VALUES ($1, $1, 100, 'USD', 'credit_card', 'processing', $2)`,
    [orderId, redirectUrl ?? null],
  );
  let lookups = 0;
  const payments = {
    async findByOrders(orderIds: readonly string[]) {
      const found = await reader.findByOrders(orderIds);
      lookups += 1;
      if (lookups === 1 && meanwhile !== undefined) await database.query(meanwhile, [orderId]);
      return found;
    },
  };
  const actions: string[] = [];
  await dispatchEvent(
    { id: 'EVT-1', orderId, transactionId: null, type: 'charge.succeeded', ...event },
    {
      payments,
      orders: {
        find: () => Promise.resolve(orderStatus == null ? null : Object.assign(new Order(), { status: orderStatus })),
      },
      paymentRuns: {
        signalPaymentEvent({ id }) {
          actions.push(`signals ${id}`);
          return Promise.resolve(orderStatus === undefined);
        },
        releaseOtherCharge: (_orderId, transactionId) =>
          Promise.resolve(void actions.push(`releases ${transactionId}`)),
        refundLatePayment: () => Promise.resolve(void actions.push('refunds')),
        startCancellation: (_order, _payment, { reason }) => Promise.resolve(void actions.push(`cancels: ${reason}`)),
      },
    },
  );
  return { actions, lookups };
}

it.each([
  ['precedes the result of the charge', "SET status = 'success', transaction_id = id", []],
  ['precedes the void of the charge', "SET status = 'failed', failure_reason = 'voided'", ['refunds']],
  ['arrives while the charge is undecided', 'SET updated_at = now()', ['signals EVT-1']],
])('does nothing, refunds or signals when an event %s', async (_, change, actions) => {
  const outcome = await dispatchWhile({ meanwhile: `UPDATE payments.payments ${change} WHERE order_id = $1` });
  expect(outcome).toEqual({ actions, lookups: 2 });
});

it('signals the run without a second lookup when the customer had to act', async () => {
  expect(await dispatchWhile({ redirectUrl: 'https://gateway.example/pay' })).toEqual({
    actions: ['signals EVT-1'],
    lookups: 1,
  });
});

describe('an event of an order without an open run', () => {
  const redirectUrl = 'https://gateway.example/pay';

  it.each([
    ['pending', ['signals EVT-1', 'cancels: run_lost']],
    ['cancelled', ['signals EVT-1', 'cancels: run_lost']],
    ['confirmed', ['signals EVT-1']],
    [null, ['signals EVT-1']],
  ] as const)('leaves nothing unsettled when the order is %s', async (orderStatus, actions) => {
    expect(await dispatchWhile({ redirectUrl, orderStatus })).toMatchObject({ actions });
  });

  it('is dispatched again when the run settled the payment before it closed', async () => {
    const meanwhile =
      "UPDATE payments.payments SET status = 'failed', failure_reason = 'voided', redirect_url = NULL WHERE order_id = $1";
    expect(await dispatchWhile({ redirectUrl, meanwhile, orderStatus: 'cancelled' })).toMatchObject({
      actions: ['signals EVT-1', 'refunds'],
    });
  });
});

describe('an event that names its charge', () => {
  const own = { transaction: "transaction_id = 'own-' || order_id", failed: "status = 'failed', failure_reason" };
  const change = (sql: string) => `UPDATE payments.payments SET ${sql} WHERE order_id = $1`;

  it.each([
    ['another charge than the one in progress', own.transaction, 'charge.succeeded', ['releases other']],
    [
      'another charge than the one paid',
      `status = 'success', ${own.transaction}`,
      'charge.succeeded',
      ['releases other'],
    ],
    [
      'another charge than the one voided',
      `${own.failed} = 'voided', ${own.transaction}`,
      'charge.authorized',
      ['releases other'],
    ],
    [
      'a charge of a payment that was refused',
      `${own.failed} = 'amount_too_small'`,
      'charge.succeeded',
      ['releases other'],
    ],
    ['a charge that may be the own one', 'updated_at = now()', 'charge.succeeded', ['signals EVT-1']],
    ['another charge, which took nothing', own.transaction, 'charge.failed', []],
    [
      'the charge that already failed the payment',
      `${own.failed} = 'charge_mismatch', transaction_id = 'other'`,
      'charge.succeeded',
      [],
    ],
  ] as const)('concerns only that charge: %s', async (_, sql, type, actions) => {
    const event = { transactionId: 'other', type };
    expect((await dispatchWhile({ event, meanwhile: change(sql) })).actions).toEqual(actions);
  });
});
