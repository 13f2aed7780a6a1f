import { priceOrder } from '../../../src/domains/orders/pricing.js';
import type { BenchOrder } from '../../load/order.js';
import type { Services } from '../services.js';
import { encryptedCardToken } from './temporal.js';

export const RESERVATION_MS = 900_000;

/** How an engine that journals steps runs one and tells its caller of the acceptance. */
export interface Journal {
  readonly step: <T>(name: string, run: () => Promise<T>) => Promise<T>;
  readonly setAccepted: (accepted: boolean) => Promise<void>;
  /** False when the engine repeats the run, so that it must not be compensated. */
  readonly isFinal: (error: unknown) => boolean;
}

/** The steps and compensations of `placeOrder`, each a step of the journal. */
export async function placeBySteps(
  { catalog, orders, reservations, payments }: Services,
  { step, setAccepted, isFinal }: Journal,
  benchOrder: BenchOrder,
): Promise<void> {
  const { orderId, userId, lines } = benchOrder;
  const method = 'credit_card';
  const order = { orderId, userId, paymentMethod: method, requestFingerprint: null };
  const stock = { orderId, lines };
  const compensations: [name: string, compensate: () => Promise<unknown>][] = [];
  let accepted = false;
  try {
    const { priced, expiresAt } = await step('price', async () => ({
      priced: priceOrder(lines, await catalog.find(lines.map(({ productId }) => productId))),
      expiresAt: new Date(Date.now() + RESERVATION_MS).toISOString(),
    }));
    compensations.unshift(['release', () => reservations.release(stock)]);
    await step('reserve', () => reservations.reserve({ ...stock, expiresAt }));
    const termination = { status: 'cancelled', reason: 'failed', actor: 'system' } as const;
    compensations.unshift(['end', () => orders.terminate(order, termination)]);
    await step('create', () => orders.create({ ...order, ...priced, reservationExpiresAt: expiresAt }));
    await setAccepted(true);
    accepted = true;

    const { totalAmount: amount, currency } = priced;
    const charge = { orderId, userId, amount, currency, method, sealedToken: encryptedCardToken(benchOrder) } as const;
    compensations.unshift(['refund', () => payments.cancel(charge)]);
    const paymentId = await step('pay', async () => (await payments.process(charge)).id);
    await step('confirm stock', () => reservations.confirm(stock));
    await step('confirm order', () => orders.confirm(orderId, paymentId));
  } catch (error) {
    if (!isFinal(error)) throw error;
    for (const [name, compensate] of compensations) await step(name, compensate);
    if (!accepted) await setAccepted(false);
    throw error;
  }
}
