import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import { hasFinalStatus } from '../kit/api-client.js';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, readStock } from '../kit/observe.js';
import { submitPaymentDecision } from '../kit/payment-page.js';
import { replayAll } from '../kit/replay.js';
import { startStorefront, type Storefront } from '../kit/storefront.js';

let shop: Storefront;
beforeAll(async () => {
  // The last lookup precedes the expiry by a quarter of this time.
  shop = await startStorefront({ reservationTtlSeconds: 8 });
});
afterAll(async () => {
  await replayAll(shop.system);
  await shop.stop();
});
afterEach(async () => {
  expect(await findViolations(shop.system.database)).toEqual({});
});

/** Pays by card with a token. */
async function place(token: string) {
  const product = await shop.system.addProduct(1);
  const { status, body } = await shop.placeOrder(product.id, { payment_token: token });
  expect(status).toBe(201);
  return { orderId: body.id, product };
}

/** Pays with a token that makes the customer act. */
async function placeAwaitingCustomer(token: string) {
  const placed = await place(token);
  const { payment } = await shop.waitForOrder(placed.orderId, (order) => order.payment?.next_action != null);
  return { ...placed, redirectUrl: payment?.next_action?.redirect_url };
}

async function waitForOutcome(orderId: string) {
  const order = await shop.waitForOrder(orderId, hasFinalStatus);
  await shop.system.temporal.client.workflow.result(orderWorkflowId(orderId));
  return order;
}

const eventsOf = (orderId: string) =>
  shop.system.database.query<{ type: string }>('SELECT type FROM payments.gateway_events WHERE order_id = $1', [
    orderId,
  ]);

it('confirms a card order once its customer has authenticated', async () => {
  const { orderId, redirectUrl } = await placeAwaitingCustomer('tok_3ds');
  await submitPaymentDecision(redirectUrl, 'approve');
  expect(await waitForOutcome(orderId)).toMatchObject({ status: 'confirmed', payment: { next_action: null } });
});

it('fails a card order whose customer does not authenticate, and releases its stock', async () => {
  const { orderId, product, redirectUrl } = await placeAwaitingCustomer('tok_3ds');
  await submitPaymentDecision(redirectUrl, 'decline');
  expect(await waitForOutcome(orderId)).toMatchObject({ status: 'failed', status_reason: 'payment_declined' });
  expect(await readStock(shop.system, product.id)).toMatchObject({ available: 1, reserved: 0 });
});

it('confirms an order whose bank decides later, without an action of the customer', async () => {
  const { orderId } = await place('tok_processing');
  const { payment } = await shop.waitForOrder(orderId, (order) => order.payment !== null);
  expect(payment?.next_action ?? null).toBeNull();
  expect(await waitForOutcome(orderId)).toMatchObject({ status: 'confirmed' });
});

it('confirms a paid order whose event is lost, because it looks the charge up before the expiry', async () => {
  const { orderId, redirectUrl } = await placeAwaitingCustomer('tok_lost_event');
  await submitPaymentDecision(redirectUrl, 'approve');
  expect(await waitForOutcome(orderId)).toMatchObject({ status: 'confirmed' });
  expect(await eventsOf(orderId)).toEqual([]);
});

it('voids the charge of an order whose event is lost and whose customer does nothing', async () => {
  const { orderId, product } = await placeAwaitingCustomer('tok_lost_event');
  expect(await waitForOutcome(orderId)).toMatchObject({ status: 'cancelled', status_reason: 'reservation_expired' });
  expect(await readOrderSnapshot(shop.system.database, orderId)).toMatchObject({ charge: { status: 'canceled' } });
  expect(await readStock(shop.system, product.id)).toMatchObject({ available: 1, reserved: 0 });
});
