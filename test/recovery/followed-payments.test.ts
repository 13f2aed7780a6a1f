import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_GATEWAY_API_KEY } from '../../src/config/config.js';
import { followPaymentWorkflowId } from '../../src/contracts/workflow-ids.js';
import type { OrderView } from '../kit/api-client.js';
import { holdActivity } from '../kit/activity-faults.js';
import { findViolations } from '../kit/invariants.js';
import { readStock, waitUntil } from '../kit/observe.js';
import { replayAll } from '../kit/replay.js';
import { startStorefront, type Storefront } from '../kit/storefront.js';

let shop: Storefront;
beforeAll(async () => {
  shop = await startStorefront();
});
afterAll(async () => {
  await replayAll(shop.system);
  await shop.stop();
});
afterEach(async () => {
  shop.system.fault = undefined;
  expect(await findViolations(shop.system.database)).toEqual({});
});

interface Payment {
  readonly status: string;
  readonly refunded_amount: number;
  readonly refunds: readonly { readonly id: string; readonly status: string; readonly reason: string }[];
  readonly disputes: readonly { readonly status: string; readonly evidence_due_at: string | null }[];
}

const workflows = () => shop.system.temporal.client.workflow;
const cancel = (orderId: string) => shop.request('POST', `/v1/orders/${orderId}/cancel`, { reason: 'changed my mind' });
const refund = (orderId: string, body: object = {}, key: string = randomUUID()) =>
  shop.request<{ id: string; status: string; code: string }>(
    'POST',
    `/v1/orders/${orderId}/refunds`,
    { reason: 'arrived damaged', ...body },
    'operator',
    { 'idempotency-key': key },
  );
const retry = (orderId: string) => shop.request('POST', `/v1/orders/${orderId}/retry`, undefined, 'operator');
const readPayment = async (paymentId: string) =>
  (await shop.request<Payment>('GET', `/v1/payments/${paymentId}`, undefined, 'operator')).body;
const waitForPayment = (paymentId: string, isReached: (payment: Payment) => boolean) =>
  waitUntil(() => readPayment(paymentId), isReached);

async function listNeedingAttention(): Promise<string[]> {
  const { body } = await shop.request<{ data: OrderView[] }>(
    'GET',
    '/v1/orders?needs_attention=true',
    undefined,
    'operator',
  );
  return body.data.map(({ id }) => id);
}

async function readGatewayRefund(orderId: string): Promise<{ readonly status: string } | undefined> {
  const [made] = await shop.system.database.query<{ status: string }>(
    'SELECT r.status FROM gateway.refunds r JOIN gateway.charges c ON c.id = r.charge_id WHERE c.order_id = $1',
    [orderId],
  );
  return made;
}

/** Calls the dashboard of the simulated gateway. */
async function callDashboard(path: string, body: object): Promise<void> {
  const response = await fetch(`${shop.system.gatewayUrl}/v1/dashboard${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${LOCAL_GATEWAY_API_KEY}` },
    body: JSON.stringify(body),
  });
  expect([response.status, await response.text()]).toEqual([200, expect.anything()]);
}

async function closeDispute(orderId: string, outcome: 'won' | 'lost'): Promise<void> {
  const [dispute] = await shop.system.database.query<{ id: string }>(
    'SELECT d.id FROM gateway.disputes d JOIN gateway.charges c ON c.id = d.charge_id WHERE c.order_id = $1',
    [orderId],
  );
  await callDashboard(`/disputes/${dispute?.id}/close`, { outcome });
}

async function waitUntilDisputed(orderId: string): Promise<void> {
  await shop.waitForOrder(orderId, (order) => readDisputes(order)[0]?.status === 'open');
}

const readDisputes = (order: OrderView) => (order as unknown as Payment).disputes;

describe('a refund that the provider decides later', () => {
  it('is pending in the response and succeeds when its event arrives', async () => {
    const { orderId, paymentId } = await shop.placeConfirmedOrder({ paymentToken: 'tok_refund_pending' });
    const key = randomUUID();
    const first = await refund(orderId, {}, key);
    expect(first).toMatchObject({ status: 201, body: { status: 'pending' } });
    expect(await waitForPayment(paymentId, ({ status }) => status === 'refunded')).toMatchObject({
      refunds: [{ status: 'succeeded' }],
    });
    await workflows().result(followPaymentWorkflowId(orderId));
    expect(await refund(orderId, {}, key)).toMatchObject({
      status: 201,
      body: { id: first.body.id, status: 'succeeded' },
    });
  });

  it('succeeds without its event', async () => {
    const { orderId, paymentId } = await shop.placeConfirmedOrder({ paymentToken: 'tok_refund_pending' });
    // The event does not name an order, so it is ignored.
    await shop.system.database.query(
      `CREATE OR REPLACE FUNCTION lose_events() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN NEW.delivered_at := CASE WHEN NEW.data ->> 'order_id' = '${orderId}' THEN now() END; RETURN NEW; END $$`,
    );
    await shop.system.database.query(
      'CREATE TRIGGER lose_events BEFORE INSERT ON gateway.events FOR EACH ROW EXECUTE FUNCTION lose_events()',
    );
    await refund(orderId);
    await waitUntil(
      () => readGatewayRefund(orderId),
      (made) => made?.status === 'succeeded',
    );
    await shop.system.database.query('DROP TRIGGER lose_events ON gateway.events');
    await shop.system.database.query(
      `DELETE FROM gateway.events WHERE data ->> 'order_id' = $1 AND type LIKE 'refund.%'`,
      [orderId],
    );
    expect(await readPayment(paymentId)).toMatchObject({ refunds: [{ status: 'pending' }] });
    expect(await retry(orderId)).toMatchObject({ status: 202 });
    await waitForPayment(paymentId, ({ status }) => status === 'refunded');
  });

  it('can be refunded again when it fails', async () => {
    const { orderId, paymentId } = await shop.placeConfirmedOrder({ paymentToken: 'tok_refund_fails' });
    await refund(orderId);
    expect(await waitForPayment(paymentId, ({ refunds }) => refunds[0]?.status === 'failed')).toMatchObject({
      status: 'success',
      refunded_amount: 0,
      refunds: [{ failure_reason: 'lost_or_stolen_card' }],
    });
    expect(await refund(orderId)).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    expect(await listNeedingAttention()).not.toContain(orderId);
  });
});

describe('a cancelled order whose refund the provider decides later', () => {
  it('is cancelled when the provider has accepted the refund', async () => {
    const { orderId, paymentId, product } = await shop.placeConfirmedOrder({ paymentToken: 'tok_refund_pending' });
    await cancel(orderId);
    const order = await shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');
    // The provider may decide the refund before the order is read.
    expect(['success', 'refunded']).toContain(order.payment?.status);
    expect(await readStock(shop.system, product.id)).toMatchObject({ available: 1 });
    await waitForPayment(paymentId, ({ status }) => status === 'refunded');
    await workflows().result(followPaymentWorkflowId(orderId));
  });

  it('needs attention when the refund fails, until a retry has returned the money', async () => {
    const { orderId, paymentId } = await shop.placeConfirmedOrder({ paymentToken: 'tok_refund_fails' });
    await cancel(orderId);
    await shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');
    await waitForPayment(paymentId, ({ refunds }) => refunds[0]?.status === 'failed');
    await waitUntil(listNeedingAttention, (ids) => ids.includes(orderId));
    expect(await retry(orderId)).toMatchObject({ status: 202 });
    expect(await waitForPayment(paymentId, ({ status }) => status === 'refunded')).toMatchObject({
      refunds: [
        { status: 'failed', reason: 'order_cancelled' },
        { status: 'succeeded', reason: 'order_cancelled' },
      ],
    });
    await workflows().result(followPaymentWorkflowId(orderId));
    await waitUntil(listNeedingAttention, (ids) => !ids.includes(orderId));
  });
});

it('accepts a retry during a lookup and requests the failed refund again after it', async () => {
  const { orderId, paymentId } = await shop.placeConfirmedOrder({ paymentToken: 'tok_refund_fails' });
  const { fault, reached, release } = holdActivity('followPayment');
  shop.system.fault = fault;
  await cancel(orderId);
  await reached;
  await waitUntil(
    () => readGatewayRefund(orderId),
    (made) => made?.status === 'failed',
  );
  expect(await retry(orderId).finally(release)).toMatchObject({ status: 202 });
  await shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');
  await waitForPayment(paymentId, ({ status }) => status === 'refunded');
  await workflows().result(followPaymentWorkflowId(orderId));
});

describe('a refund in the dashboard of the provider', () => {
  it('is taken over when its event arrives', async () => {
    const { orderId, paymentId } = await shop.placeConfirmedOrder({ paymentToken: 'tok_approve' });
    const [charge] = await shop.system.database.query<{ id: string }>(
      'SELECT id FROM gateway.charges WHERE order_id = $1',
      [orderId],
    );
    await callDashboard('/refunds', { charge_id: charge?.id, amount: 500 });
    expect(await waitForPayment(paymentId, ({ refunded_amount }) => refunded_amount === 500)).toMatchObject({
      refunds: [{ status: 'succeeded', reason: 'refunded_at_provider' }],
    });
    await cancel(orderId);
    await shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');
    expect(await readPayment(paymentId)).toMatchObject({ status: 'refunded', refunded_amount: 1_999 });
  });
});

describe('a disputed order', () => {
  it('shows the dispute, rejects refunds, and counts a lost one as returned money', async () => {
    const { orderId, paymentId } = await shop.placeConfirmedOrder({ paymentToken: 'tok_dispute' });
    await waitUntilDisputed(orderId);
    expect(await refund(orderId)).toMatchObject({ status: 409, body: { code: 'payment_disputed' } });
    await closeDispute(orderId, 'lost');
    expect(await waitForPayment(paymentId, ({ status }) => status === 'refunded')).toMatchObject({
      refunds: [{ status: 'succeeded', reason: 'dispute_lost' }],
      disputes: [{ status: 'lost', evidence_due_at: null }],
    });
    await workflows().result(followPaymentWorkflowId(orderId));
    expect(await shop.request('GET', `/v1/orders/${orderId}`)).toMatchObject({ body: { status: 'confirmed' } });
    await cancel(orderId);
    await shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');
    expect((await readPayment(paymentId)).refunds).toHaveLength(1);
  });

  it.each([
    ['won', 'order_cancelled'],
    ['lost', 'dispute_lost'],
  ] as const)('returns the money once when it is cancelled and the dispute is %s', async (outcome, reason) => {
    const { orderId, paymentId, product } = await shop.placeConfirmedOrder({ paymentToken: 'tok_dispute' });
    await waitUntilDisputed(orderId);
    await cancel(orderId);
    await shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');
    expect(await readStock(shop.system, product.id)).toMatchObject({ available: 1 });
    expect(await readPayment(paymentId)).toMatchObject({ status: 'success', refunds: [{ status: 'pending' }] });
    await closeDispute(orderId, outcome);
    const { refunds } = await waitForPayment(paymentId, ({ status }) => status === 'refunded');
    expect(refunds.filter(({ status }) => status === 'succeeded')).toMatchObject([{ reason }]);
    await workflows().result(followPaymentWorkflowId(orderId));
  });
});
