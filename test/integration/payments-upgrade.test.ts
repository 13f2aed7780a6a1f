import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/domains/database/database.js';
import { AddRefunds1763942400003 } from '../../src/domains/payments/migrations/add-refunds.js';
import { PaymentReader } from '../../src/domains/payments/payment-reader.js';
import { paymentsSchema } from '../../src/domains/payments/schema.js';
import { createTestDatabase } from '../kit/database.js';

it('creates a refund record for a payment refunded before the table existed', async () => {
  const database = await createTestDatabase();
  const source = await openDatabase(database.url, [paymentsSchema]);
  const migration = new AddRefunds1763942400003();
  const runner = source.createQueryRunner();
  await migration.down(runner);
  const id = randomUUID();
  await database.query(
    `INSERT INTO payments.payments (id, order_id, user_id, amount, refunded_amount, currency, method, status, transaction_id)
     VALUES ($1, gen_random_uuid(), gen_random_uuid(), 100, 100, 'USD', 'credit_card', 'refunded', 'TXN-1')`,
    [id],
  );
  await migration.up(runner);
  await runner.release();
  expect(await new PaymentReader(source).get(id)).toMatchObject({
    status: 'refunded',
    refunds: [{ amount: 100, reason: 'order_cancelled', status: 'succeeded' }],
  });
  await source.destroy();
  await database.drop();
});
