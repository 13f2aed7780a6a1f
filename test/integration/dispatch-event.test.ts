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

/** Hands an event of a processing payment on. @param meanwhile - what happens to the payment once it was looked at */
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
    signalPaymentEvent: (_, eventId) => Promise.resolve(void actions.push(`told of ${eventId}`)),
    refundLatePayment: () => Promise.resolve(void actions.push('refunds')),
  });
  return { actions, lookups };
}

it.each([
  ['has overtaken the answer is no news', "SET status = 'success', transaction_id = id", []],
  ['has overtaken the end of the charge is late', "SET status = 'failed', failure_reason = 'voided'", ['refunds']],
  ['comes while nothing is known is news', 'SET updated_at = now()', ['told of EVT-1']],
])('an event that %s', async (_, change, actions) => {
  const outcome = await dispatchWhile(`UPDATE payments.payments ${change} WHERE order_id = $1`);
  expect(outcome).toEqual({ actions, lookups: 2 });
});

it('an event of a customer who had to act is told at once', async () => {
  expect(await dispatchWhile(null, 'https://gateway.example/pay')).toEqual({ actions: ['told of EVT-1'], lookups: 1 });
});
