import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dispatchEvent } from '../../src/api/payments/dispatch-event.js';
import { openDatabase } from '../../src/domains/database/database.js';
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

/** Dispatches an event of a processing payment. @param meanwhile - SQL to run after the first lookup of the payment */
async function dispatchWhile(meanwhile: string | null, redirectUrl: string | null = null) {
  const orderId = randomUUID();
  await database.query(
    `INSERT INTO payments.payments (order_id, user_id, amount, currency, method, status, redirect_url)
     VALUES ($1, $1, 100, 'USD', 'credit_card', 'processing', $2)`,
    [orderId, redirectUrl],
  );
  let lookups = 0;
  const payments = {
    async findByOrders(orderIds: readonly string[]) {
      const found = await reader.findByOrders(orderIds);
      lookups += 1;
      if (lookups === 1 && meanwhile !== null) await database.query(meanwhile, [orderId]);
      return found;
    },
  };
  const actions: string[] = [];
  await dispatchEvent({ id: 'EVT-1', orderId, type: 'charge.succeeded' }, payments, {
    signalPaymentEvent: (_, eventId) => Promise.resolve(void actions.push(`signals ${eventId}`)),
    refundLatePayment: () => Promise.resolve(void actions.push('refunds')),
  });
  return { actions, lookups };
}

it.each([
  ['precedes the result of the charge', "SET status = 'success', transaction_id = id", []],
  ['precedes the void of the charge', "SET status = 'failed', failure_reason = 'voided'", ['refunds']],
  ['arrives while the charge is undecided', 'SET updated_at = now()', ['signals EVT-1']],
])('does nothing, refunds or signals when an event %s', async (_, change, actions) => {
  const outcome = await dispatchWhile(`UPDATE payments.payments ${change} WHERE order_id = $1`);
  expect(outcome).toEqual({ actions, lookups: 2 });
});

it('signals the run without a second lookup when the customer had to act', async () => {
  expect(await dispatchWhile(null, 'https://gateway.example/pay')).toEqual({ actions: ['signals EVT-1'], lookups: 1 });
});
