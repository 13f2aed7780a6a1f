import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parked } from '../../src/workflows/messages.js';
import { findViolations } from '../kit/invariants.js';
import { readStock, waitUntil } from '../kit/observe.js';
import { type OrderView } from '../kit/api-client.js';
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

/** Refunds a charge as its dashboard would: our books do not know of it. */
async function refundAtProvider(orderId: string, amount: number): Promise<void> {
  await shop.system.database.query(
    `WITH refunded AS (
       UPDATE gateway.charges SET refunded_amount = refunded_amount + $2 WHERE order_id = $1 RETURNING id
     )
     INSERT INTO gateway.refunds (id, charge_id, idempotency_key, amount, reason)
     SELECT $3, id, $3, $2, 'dashboard' FROM refunded`,
    [orderId, amount, `RFD-${randomUUID()}`],
  );
}

/** A charge with this status cannot be refunded, as a disputed one. */
const setChargeStatus = (orderId: string, status: 'canceled' | 'succeeded') =>
  shop.system.database.query('UPDATE gateway.charges SET status = $2 WHERE order_id = $1', [orderId, status]);

const readRefunds = (orderId: string) =>
  shop.system.database.query<{ status: string; amount: number; reason: string }>(
    `SELECT r.status, r.amount::int, r.reason FROM payments.refunds r JOIN payments.payments p ON p.id = r.payment_id
     WHERE p.order_id = $1 ORDER BY r.created_at, r.status`,
    [orderId],
  );

const cancel = (orderId: string) => shop.request('POST', `/v1/orders/${orderId}/cancel`, { reason: 'changed my mind' });
const retry = (orderId: string) => shop.request('POST', `/v1/orders/${orderId}/retry`, undefined, 'operator');
const waitUntilCancelled = (orderId: string) => shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');

async function listNeedingAttention(): Promise<string[]> {
  const path = '/v1/orders?needs_attention=true';
  const { body } = await shop.request<{ data: OrderView[] }>('GET', path, undefined, 'operator');
  return body.data.map(({ id }) => id);
}

/** Waits until the compensations that failed have failed this often. */
const waitForAttempts = (workflowId: string, attempts: number) =>
  waitUntil(
    () => shop.system.temporal.client.workflow.getHandle(workflowId).query(parked),
    (list) => list[0]?.attempts === attempts,
  );

describe('a confirmed order that is cancelled after its charge was refunded at the provider', () => {
  it('takes the refund over and restocks', async () => {
    const { orderId, product } = await shop.placeConfirmedOrder();
    await refundAtProvider(orderId, 1_999);
    expect(await cancel(orderId)).toMatchObject({ status: 202 });
    expect(await waitUntilCancelled(orderId)).toMatchObject({
      payment: { status: 'refunded', refunded_amount: 1_999 },
    });
    expect(await readStock(shop.system, product.id)).toEqual({ available: 1, reserved: 0, total: 1 });
    expect(await readRefunds(orderId)).toEqual([
      { status: 'failed', amount: 1_999, reason: 'order_cancelled' },
      { status: 'succeeded', amount: 1_999, reason: 'refunded_at_provider' },
    ]);
  });

  it('refunds the rest when a part was refunded', async () => {
    const { orderId } = await shop.placeConfirmedOrder();
    await refundAtProvider(orderId, 500);
    await cancel(orderId);
    expect(await waitUntilCancelled(orderId)).toMatchObject({
      payment: { status: 'refunded', refunded_amount: 1_999 },
    });
    const succeeded = (await readRefunds(orderId)).filter(({ status }) => status === 'succeeded');
    expect(succeeded.map(({ amount, reason }) => [amount, reason])).toEqual([
      [500, 'refunded_at_provider'],
      [1_499, 'order_cancelled'],
    ]);
  });
});

describe('a confirmed order that is cancelled while its charge is disputed', () => {
  it('is restocked, waits for its refund, needs attention and can be retried', async () => {
    const { orderId, product } = await shop.placeConfirmedOrder();
    await setChargeStatus(orderId, 'canceled');
    expect(await cancel(orderId)).toMatchObject({ status: 202 });
    const run = shop.system.temporal.client.workflow.getHandle(`cancel-${orderId}`);
    const [waiting] = await waitForAttempts(run.workflowId, 1);
    expect(waiting).toMatchObject({ id: 'pay', name: 'refund or void', attempts: 1 });
    expect(waiting?.lastError).toContain('Payment gateway error');
    await waitUntil(
      () => readStock(shop.system, product.id),
      ({ available }) => available === 1,
    );
    expect((await shop.request('GET', `/v1/orders/${orderId}`)).body).toMatchObject({ status: 'confirmed' });
    await waitUntil(listNeedingAttention, (ids) => ids.includes(orderId));
    expect(await shop.request('GET', '/v1/orders?needs_attention=true')).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect(await shop.request('POST', `/v1/orders/${orderId}/retry`)).toMatchObject({ status: 403 });

    expect(await retry(orderId)).toMatchObject({ status: 202, body: { id: orderId } });
    await waitForAttempts(run.workflowId, 2);
    expect(await readRefunds(orderId)).toMatchObject([{ status: 'failed' }]);

    await setChargeStatus(orderId, 'succeeded');
    expect(await retry(orderId)).toMatchObject({ status: 202 });
    expect(await waitUntilCancelled(orderId)).toMatchObject({ payment: { status: 'refunded' } });
    await run.result();
    expect((await run.describe()).typedSearchAttributes.getAll()).toContainEqual(
      expect.objectContaining({ key: expect.objectContaining({ name: 'NeedsAttention' }) as unknown, value: false }),
    );
    await waitUntil(listNeedingAttention, (ids) => !ids.includes(orderId));
    expect(await retry(orderId)).toMatchObject({ status: 409, body: { code: 'nothing_to_retry' } });
  });
});

describe('a placement with a parked compensation', () => {
  it('runs the other compensations at once and can be retried', async () => {
    let fixed = false;
    shop.system.fault = (name, run) => {
      if (name === 'cancelPayment' && !fixed) throw ApplicationFailure.nonRetryable('a bug, fixed later');
      return run();
    };
    const product = await shop.system.addProduct(1);
    const { body } = await shop.placeOrder(product.id, { payment_token: 'tok_decline' });
    await shop.waitForOrder(body.id, ({ status }) => status === 'failed');
    await waitUntil(
      () => readStock(shop.system, product.id),
      ({ available }) => available === 1,
    );
    await waitUntil(listNeedingAttention, (ids) => ids.includes(body.id));
    fixed = true;
    expect(await retry(body.id)).toMatchObject({ status: 202 });
    await shop.system.temporal.client.workflow.result(`order-${body.id}`);
    expect(await retry(body.id)).toMatchObject({ status: 409, body: { code: 'nothing_to_retry' } });
  });

  it('returns 404 for an order that does not exist', async () => {
    expect(await retry(randomUUID())).toMatchObject({ status: 404, body: { code: 'order_not_found' } });
  });
});
