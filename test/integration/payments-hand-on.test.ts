import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { handOn } from '../../src/api/payments/hand-on.js';
import { openDatabase } from '../../src/domains/database.js';
import { PaymentReader } from '../../src/domains/payments/payment-reader.js';
import { paymentsSchema } from '../../src/domains/payments/schema.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

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
async function handOnWhile(meanwhile: string | null, redirectUrl: string | null = null) {
  const orderId = randomUUID();
  await database.query(
    `INSERT INTO payments.payments (order_id, user_id, amount, currency, method, status, redirect_url)
     VALUES ($1, $1, 100, 'USD', 'credit_card', 'processing', $2)`,
    [orderId, redirectUrl],
  );
  let looks = 0;
  const payments = {
    async findByOrders(orderIds: readonly string[]) {
      const found = await reader.findByOrders(orderIds);
      looks += 1;
      if (looks === 1 && meanwhile !== null) await database.query(meanwhile, [orderId]);
      return found;
    },
  };
  const acts: string[] = [];
  await handOn({ id: 'EVT-1', orderId, type: 'charge.succeeded' }, payments, {
    tell: (_, eventId) => Promise.resolve(void acts.push(`told of ${eventId}`)),
    refundLate: () => Promise.resolve(void acts.push('refunds')),
  });
  return { acts, looks };
}

it.each([
  ['has overtaken the answer is no news', "SET status = 'success', transaction_id = id", []],
  ['has overtaken the end of the charge is late', "SET status = 'failed', failure_reason = 'voided'", ['refunds']],
  ['comes while nothing is known is news', 'SET updated_at = now()', ['told of EVT-1']],
])('an event that %s', async (_, change, acts) => {
  const handed = await handOnWhile(`UPDATE payments.payments ${change} WHERE order_id = $1`);
  expect(handed).toEqual({ acts, looks: 2 });
});

it('an event of a customer who had to act is told at once', async () => {
  expect(await handOnWhile(null, 'https://gateway.example/pay')).toEqual({ acts: ['told of EVT-1'], looks: 1 });
});
