import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect } from 'vitest';
import { openDatabase } from '../../src/domains/database/database.js';
import { combineVersions } from '../../src/representations/order-version.js';
import { OrdersService } from '../../src/domains/orders/orders.service.js';
import { ordersSchema } from '../../src/domains/orders/schema.js';
import { PaymentLedger } from '../../src/domains/payments/payment-ledger.js';
import { SIMULATED_CAPABILITIES } from '../../src/providers/simulated/capabilities.js';
import { RefundLedger } from '../../src/domains/payments/refund-ledger.js';
import { paymentsSchema } from '../../src/domains/payments/schema.js';
import { customerToken, startTestApi, type TestApi } from './harness.js';

/** An API without workflows, whose orders, payments and refunds the test changes. Registers the hooks that start and stop it. */
export function setUpFollowedOrders() {
  let api: TestApi;
  let database: DataSource;
  let orders: OrdersService;
  let ledger: PaymentLedger;
  let refunds: RefundLedger;
  const userId = randomUUID();
  let token: string;
  beforeAll(async () => {
    api = await startTestApi();
    database = await openDatabase(api.database.url, [ordersSchema, paymentsSchema]);
    orders = new OrdersService(database);
    ledger = new PaymentLedger(database);
    refunds = new RefundLedger(database, SIMULATED_CAPABILITIES);
    token = await customerToken(userId);
  });
  afterAll(async () => {
    await database.destroy();
    await api.stop();
  });

  return {
    userId,
    get api() {
      return api;
    },
    get orders() {
      return orders;
    },
    get ledger() {
      return ledger;
    },
    get refunds() {
      return refunds;
    },
    get token() {
      return token;
    },

    async recordRefund(orderId: string) {
      const { refund } = await refunds.findOrCreate({ refundId: randomUUID(), orderId, amount: 100, reason: 'broken' });
      return refund ?? expect.fail('no refund was recorded');
    },

    async createOrder(): Promise<string> {
      const orderId = randomUUID();
      const item = { productId: randomUUID(), sku: 'MUG-1', name: 'Mug', price: 1_600, quantity: 1, subtotal: 1_600 };
      await orders.create({
        ...{ orderId, userId, paymentMethod: 'credit_card', requestFingerprint: null, currency: 'USD' },
        ...{ items: [item], totalAmount: 1_600, reservationExpiresAt: '2030-01-01T00:00:00.000Z' },
      });
      return orderId;
    },

    confirm: (orderId: string) => orders.confirm(orderId, randomUUID()),
  };
}

/** The id of the event of an order's nth change, without a payment unless its version is given. */
export const eventId = (order: number, payment = 0) => String(combineVersions({ order, payment }));
