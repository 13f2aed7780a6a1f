import { DBOS } from '@dbos-inc/dbos-sdk';
import { readConfig } from '../../../src/config/config.js';
import { priceOrder } from '../../../src/domains/orders/pricing.js';
import type { BenchOrder } from '../../load/order.js';
import type { PlaceOrder } from '../caller.js';
import { openServices, type Services } from '../services.js';
import { encryptedCardToken } from './temporal.js';

const ACCEPTED = 'accepted';
const RESERVATION_MS = 900_000;
const TIMEOUT_SECONDS = 60;

/** The same steps, each a DBOS step in this process. DBOS keeps its state in a separate database. */
export async function open(): Promise<PlaceOrder> {
  const systemDatabaseUrl = new URL(readConfig(['DATABASE_URL']).DATABASE_URL);
  systemDatabaseUrl.pathname = '/dbos';
  DBOS.setConfig({ name: 'bench', systemDatabaseUrl: systemDatabaseUrl.href, logLevel: 'error' });
  const services = await openServices();
  const placeOrder = DBOS.registerWorkflow((order: BenchOrder) => place(services, order), { name: 'placeOrder' });
  await DBOS.launch();
  return async (order, onAccepted) => {
    const options = { workflowID: `dbos-${order.orderId}`, timeoutMS: RESERVATION_MS };
    const run = await DBOS.startWorkflow(placeOrder, options)(order);
    if (await DBOS.getEvent(run.workflowID, ACCEPTED, TIMEOUT_SECONDS)) onAccepted();
    await run.getResult();
  };
}

async function place({ catalog, orders, reservations, payments }: Services, benchOrder: BenchOrder): Promise<void> {
  const { orderId, userId, lines } = benchOrder;
  const method = 'credit_card';
  const order = { orderId, userId, paymentMethod: method, requestFingerprint: null };
  const stock = { orderId, lines };
  const compensations: [name: string, compensate: () => Promise<unknown>][] = [];
  let accepted = false;
  const step = <T>(name: string, run: () => Promise<T>) => DBOS.runStep(run, { name });
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
    await DBOS.setEvent(ACCEPTED, true);
    accepted = true;

    const { totalAmount: amount, currency } = priced;
    const charge = { orderId, userId, amount, currency, method, sealedToken: encryptedCardToken(benchOrder) } as const;
    compensations.unshift(['refund', () => payments.cancel(charge)]);
    const paymentId = await step('pay', async () => (await payments.process(charge)).id);
    await step('confirm stock', () => reservations.confirm(stock));
    await step('confirm order', () => orders.confirm(orderId, paymentId));
  } catch (error) {
    for (const [name, compensate] of compensations) await step(name, compensate);
    if (!accepted) await DBOS.setEvent(ACCEPTED, false);
    throw error;
  }
}
