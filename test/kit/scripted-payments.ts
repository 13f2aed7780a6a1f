import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import type { DataSource } from 'typeorm';
import type { PaymentRequest } from '../../src/contracts/payments.js';
import { openDatabase } from '../../src/domains/database/database.js';
import type { Charge } from '../../src/domains/payments/payment-gateway.js';
import { PaymentsService } from '../../src/domains/payments/payments.service.js';
import { paymentsSchema } from '../../src/domains/payments/schema.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { paymentRequest, TOKENS } from './payments.js';
import { scriptGateway } from './scripted-gateway.js';

/** A database for a test file whose payments service gets scripted answers. Registers the hooks that open and drop it. */
export function setUpScriptedPayments() {
  let database: TestDatabase;
  let source: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase();
    source = await openDatabase(database.url, [paymentsSchema]);
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  /** A payments service whose gateway answers as told. Transaction ids are unique over all payments. */
  return (answers: Parameters<typeof scriptGateway>[0], request: PaymentRequest = paymentRequest()) => {
    const gateway = scriptGateway(answers);
    const service = new PaymentsService(source, gateway, TOKENS);
    const stored = async () => {
      const [payment] = await database.query<{ status: string; failure_reason: string | null; transaction_id: string }>(
        'SELECT status, failure_reason, transaction_id FROM payments.payments WHERE order_id = $1',
        [request.orderId],
      );
      return payment;
    };
    return { gateway, service, request, stored };
  };
}

export const newIds = () => ({ own: `TXN-${randomUUID()}`, other: `TXN-${randomUUID()}` });
export const answering = (charge: Charge | null) => () => Promise.resolve(charge);
