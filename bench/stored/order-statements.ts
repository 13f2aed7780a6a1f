import { LOCAL_PAYMENT_TOKEN_KEYS } from '../../src/config/config.js';
import { CatalogService } from '../../src/domains/catalog/catalog.service.js';
import { openDatabase } from '../../src/domains/database/database.js';
import { ReservationsService } from '../../src/domains/inventory/reservations.service.js';
import { ALL_DOMAINS } from '../../src/migrate/migrate.js';
import { OrdersService } from '../../src/domains/orders/orders.service.js';
import { priceOrder } from '../../src/domains/orders/pricing.js';
import type { PaymentGateway } from '../../src/domains/payments/payment-gateway.js';
import { PaymentTokens } from '../../src/domains/payments/payment-tokens.js';
import { PaymentsService } from '../../src/domains/payments/payments.service.js';
import type { BenchOrder } from '../load/order.js';

/** Approves immediately, so that only the database is measured. */
const STUB_GATEWAY = {
  charge: ({ orderId, amount }) =>
    Promise.resolve({
      transactionId: `TXN-${orderId}`,
      status: 'succeeded',
      declineCode: null,
      amount,
      refundedAmount: 0,
      currency: 'USD',
      disputes: [],
      redirectUrl: null,
      raw: '{}',
    }),
} satisfies Partial<PaymentGateway> as unknown as PaymentGateway;

/** Opens services that run the statements of an order one after the other. */
export async function openOrderStatements(databaseUrl: string) {
  const database = await openDatabase(databaseUrl, ALL_DOMAINS, { poolSize: 2 });
  const catalog = new CatalogService(database);
  const orders = new OrdersService(database);
  const reservations = new ReservationsService(database);
  const payments = new PaymentsService(database, STUB_GATEWAY, new PaymentTokens(LOCAL_PAYMENT_TOKEN_KEYS));
  return {
    async place({ orderId, userId, lines }: BenchOrder): Promise<void> {
      const method = 'credit_card';
      const expiresAt = new Date(Date.now() + 900_000).toISOString();
      const priced = priceOrder(lines, await catalog.find(lines.map(({ productId }) => productId)));
      await reservations.reserve({ orderId, lines, expiresAt });
      const order = { orderId, userId, paymentMethod: method, requestFingerprint: null };
      await orders.create({ ...order, ...priced, reservationExpiresAt: expiresAt });
      const { totalAmount: amount, currency } = priced;
      const { id } = await payments.process({ orderId, userId, amount, currency, method });
      await reservations.confirm({ orderId, lines });
      await orders.confirm(orderId, id);
    },
    close: () => database.destroy(),
  };
}
