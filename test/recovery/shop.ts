import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, readStock } from '../kit/observe.js';
import { replayAll } from '../kit/replay.js';
import { startStorefront, type Storefront } from '../kit/storefront.js';
import { terminateAt, waitUntilAtRest, type Moment } from './terminated-runs.js';

/** A shop for a test file whose runs are terminated. Registers the hooks that start, check and stop it. */
export function setUpShop() {
  let shop: Storefront;
  /** Lets an activity act that the test left interrupted: it would keep its worker from stopping. */
  let actLate = () => Promise.resolve();
  beforeAll(async () => {
    shop = await startStorefront();
  });
  afterAll(async () => {
    await replayAll(shop.system);
    await shop.stop();
  });
  afterEach(async () => {
    shop.system.fault = undefined;
    await actLate();
    expect(await findViolations(shop.system.database)).toEqual({});
  });

  const workflows = () => shop.system.temporal.client.workflow;

  return {
    get shop() {
      return shop;
    },
    workflows,
    atRest: (orderId: string) => waitUntilAtRest(shop.system.temporal.client, orderId),
    actLate: () => actLate(),
    cancel: (orderId: string) => shop.request('POST', `/v1/orders/${orderId}/cancel`, { reason: 'changed my mind' }),

    /** Terminates the next run that executes the activity. */
    terminateNextAt(activity: string, moment: Moment) {
      const termination = terminateAt(shop.system.temporal.client, activity, moment);
      shop.system.fault = termination.fault;
      actLate = termination.actLate;
      return termination;
    },

    placeConfirmedOrder: () => shop.placeConfirmedOrder(),

    /** Places an order that waits for its customer. */
    async placeWaitingOrder() {
      const product = await shop.system.addProduct(1);
      const { body } = await shop.placeOrder(product.id, { payment_method: 'alipay', payment_token: undefined });
      const { payment } = await shop.waitForOrder(body.id, (order) => order.payment?.next_action != null);
      return { orderId: body.id, product, redirectUrl: payment?.next_action?.redirect_url ?? '' };
    },

    /** The order has ended, its stock is back on sale and no money is kept. */
    async expectNothingKept(orderId: string, productId: string, status = 'cancelled'): Promise<void> {
      await waitUntilAtRest(shop.system.temporal.client, orderId);
      const { order, charge } = await readOrderSnapshot(shop.system.database, orderId);
      expect(order).toMatchObject({ status });
      if (charge?.status === 'succeeded') expect(charge.kept).toBe(0);
      else expect(['canceled', 'declined', undefined]).toContain(charge?.status);
      expect(await readStock(shop.system, productId)).toEqual({ available: 1, reserved: 0, total: 1 });
    },
  };
}
