import type { ProductOnSale } from '../../../src/domains/catalog/catalog.service.js';
import { priceOrder } from '../../../src/domains/orders/pricing.js';
import type { BenchOrder } from '../../load/order.js';
import type { PlaceOrder } from '../caller.js';
import { openServices, type Services } from '../services.js';
import { encryptedCardToken } from './temporal.js';

type Compensation = () => Promise<unknown>;

/** A saga in memory: products and stock one by one, and a list of compensations. A crash loses all of it. */
export async function open(): Promise<PlaceOrder> {
  const services = await openServices();
  return async (order, onAccepted) => {
    const compensations: Compensation[] = [];
    try {
      await execute(services, order, compensations, onAccepted);
    } catch (error) {
      for (const compensate of compensations) await compensate();
      throw error;
    }
  };
}

async function execute(
  { catalog, orders, reservations, payments }: Services,
  benchOrder: BenchOrder,
  compensations: Compensation[],
  onAccepted: () => void,
): Promise<void> {
  const { orderId, userId, lines } = benchOrder;
  const method = 'credit_card';
  const order = { orderId, userId, paymentMethod: method, requestFingerprint: null };
  const products: ProductOnSale[] = [];
  for (const { productId } of lines) products.push(...(await catalog.find([productId])));
  const priced = priceOrder(lines, products);

  const expiresAt = new Date(Date.now() + 900_000).toISOString();
  for (const line of lines) {
    await reservations.reserve({ orderId, lines: [line], expiresAt });
    compensations.unshift(() => reservations.release({ orderId, lines: [line] }));
  }
  await orders.create({ ...order, ...priced, reservationExpiresAt: expiresAt });
  compensations.unshift(() => orders.terminate(order, { status: 'cancelled', reason: 'failed', actor: 'system' }));
  onAccepted();

  const { totalAmount: amount, currency } = priced;
  const charge = { orderId, userId, amount, currency, method, sealedToken: encryptedCardToken(benchOrder) } as const;
  const payment = await payments.process(charge);
  compensations.unshift(() => payments.cancel(charge));
  await reservations.confirm({ orderId, lines });
  await orders.confirm(orderId, payment.id);
}
