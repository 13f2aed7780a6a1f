import { afterEach, beforeEach, expect, it } from 'vitest';
import { assignEvent } from '../../src/api/payments/assign-event.js';
import type { GatewayEvent } from '../../src/domains/payments/payment-gateway.js';
import type { StripeGateway } from '../../src/providers/stripe/stripe-gateway.js';
import type { StripeEvent } from '../kit/fake-stripe/objects.js';
import { FakeStripe } from '../kit/fake-stripe/fake-stripe.js';
import { sign, stripeCharge, stripeGatewayAt } from '../kit/fake-stripe/gateway.js';

let stripe: FakeStripe;
let gateway: StripeGateway;
beforeEach(async () => {
  stripe = await FakeStripe.start();
  gateway = stripeGatewayAt(stripe.url);
});
afterEach(() => stripe.stop());

/** Receives an event as the webhook does. @param known - the orders by charge */
function receive(event: StripeEvent, known: Readonly<Record<string, string>> = {}): Promise<GatewayEvent> {
  const { body, headers } = sign(event);
  return assignEvent(gateway.readEvent(body, headers), {
    findOrderOfCharge: (transactionId) => Promise.resolve(known[transactionId] ?? null),
  });
}

async function receiveAll(
  known?: Readonly<Record<string, string>>,
  delivery?: Parameters<FakeStripe['takeEvents']>[0],
) {
  const events: GatewayEvent[] = [];
  for (const event of stripe.takeEvents(delivery)) events.push(await receive(event, known));
  return events.filter(({ type }) => type !== 'other');
}

it('names the order, the charge and what happened to it', async () => {
  const { orderId, ...request } = stripeCharge({ token: 'tok_3ds', capture: 'manual' });
  const { transactionId } = await gateway.charge({ orderId, ...request });
  stripe.approve(transactionId);
  await gateway.capture({ ...request, orderId, transactionId });
  const types = ['charge.authorized', 'charge.succeeded'];
  expect(await receiveAll()).toMatchObject(types.map((type) => ({ orderId, transactionId, type })));

  const declined = await gateway.charge(stripeCharge({ token: 'tok_3ds' }));
  stripe.decline(declined.transactionId);
  await gateway.void({ ...stripeCharge(), transactionId: declined.transactionId });
  expect((await receiveAll()).map(({ type }) => type)).toEqual(['charge.failed', 'charge.canceled']);
});

it('assigns disputes and refunds of the dashboard to the order of their charge', async () => {
  const { orderId, ...request } = stripeCharge();
  const { transactionId } = await gateway.charge({ orderId, ...request });
  stripe.takeEvents();
  const dispute = stripe.openDispute(transactionId, { status: 'warning_needs_response' });
  stripe.decideRefund(stripe.refundInDashboard(transactionId, 100).id, 'failed');
  stripe.closeDispute(dispute.id, 'warning_closed');
  const types = ['dispute.opened', 'refund.succeeded', 'refund.failed', 'refund.failed', 'dispute.closed'];
  expect(await receiveAll({ [transactionId]: orderId })).toMatchObject(
    types.map((type) => ({ orderId, transactionId, type })),
  );
});

it('takes events of charges that no order has for those of another shop', async () => {
  const { transactionId } = await gateway.charge(stripeCharge());
  stripe.takeEvents();
  stripe.openDispute(transactionId);
  expect(await receiveAll()).toEqual([]);
});

it('reads the same from events that are reversed, duplicated or lost', async () => {
  const { orderId, ...request } = stripeCharge({ token: 'tok_refund_pending' });
  const { transactionId } = await gateway.charge({ orderId, ...request });
  const refund = { idempotencyKey: 'refund-1', orderId, transactionId, amount: 100 };
  stripe.decideRefund((await gateway.refund(refund)).refundId, 'succeeded');
  const events = await receiveAll(undefined, {
    order: 'reversed',
    copies: 2,
    lose: ({ type }) => type === 'payment_intent.succeeded',
  });
  expect(events.map(({ type }) => type)).toEqual(['refund.succeeded', 'refund.succeeded']);
  expect(new Set(events.map(({ id }) => id)).size).toBe(1);
});
