import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { waitUntil } from '../kit/observe.js';
import { setUpShop } from './shop.js';
import { MOMENTS } from './terminated-runs.js';

const runs = setUpShop();

interface Refund {
  readonly id: string;
  readonly status: string;
}

describe('a refund', () => {
  const refund = (orderId: string, key: string) =>
    runs.shop.request<Refund>(
      'POST',
      `/v1/orders/${orderId}/refunds`,
      { amount: 500, reason: 'a scratch' },
      'operator',
      {
        'idempotency-key': key,
      },
    );
  const readRefunds = (orderId: string) =>
    runs.shop.system.database.query<{ id: string; status: string }>(
      `SELECT r.id, r.status FROM payments.refunds r JOIN payments.payments p ON p.id = r.payment_id WHERE order_id = $1`,
      [orderId],
    );

  it.each(MOMENTS)('is made once when its run is terminated %s the refund', async (moment) => {
    const { orderId } = await runs.placeConfirmedOrder();
    runs.terminateNextAt('refundPayment', moment);
    const key = randomUUID();
    const first = await refund(orderId, key);
    expect(first).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    await runs.actLate();
    expect(await refund(orderId, key)).toMatchObject({ status: 201, body: first.body });
    expect(await readRefunds(orderId)).toEqual([{ id: first.body.id, status: 'succeeded' }]);
  });

  it('answers a repeated request after its order was cancelled, also when Temporal has deleted its run', async () => {
    const { orderId } = await runs.placeConfirmedOrder();
    const key = randomUUID();
    const first = await refund(orderId, key);
    expect(first).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    await runs.cancel(orderId);
    await runs.shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');
    expect(await refund(orderId, key)).toMatchObject({ status: 201, body: first.body });

    const workflowId = `refund-${first.body.id}`;
    const { client } = runs.shop.system.temporal;
    const { namespace } = client.options;
    await client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId } });
    await waitUntil(
      () =>
        runs
          .workflows()
          .getHandle(workflowId)
          .describe()
          .then(
            () => true,
            () => false,
          ),
      (exists) => !exists,
    );
    expect(await refund(orderId, key)).toMatchObject({ status: 201, body: first.body });
    expect(await readRefunds(orderId)).toHaveLength(2);
  });

  /** Lets the gateway's answer be lost, and interrupts the run before the next attempt. */
  function interruptAfterAttempt(interrupt: (workflowId: string) => Promise<unknown>, times: number) {
    let interrupted = 0;
    runs.shop.system.fault = async (name, run, args) => {
      if (name !== 'refundPayment' || interrupted === times) return run();
      interrupted += 1;
      await runs.shop.system.database.query(
        `INSERT INTO payments.refunds (id, payment_id, amount, reason, status)
         SELECT $1, id, $3, 'a scratch', 'pending' FROM payments.payments WHERE order_id = $2 ON CONFLICT DO NOTHING`,
        [...Object.values(args[0] as { refundId: string; orderId: string }).slice(0, 2), 500],
      );
      await interrupt(`refund-${(args[0] as { refundId: string }).refundId}`);
      throw new Error('the answer was lost');
    };
  }

  it('is made when its run is cancelled between two attempts', async () => {
    const { orderId } = await runs.placeConfirmedOrder();
    interruptAfterAttempt((workflowId) => runs.workflows().getHandle(workflowId).cancel(), 1);
    const key = randomUUID();
    const first = await refund(orderId, key);
    expect(first).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    expect(await refund(orderId, key)).toMatchObject({ status: 201, body: first.body });
  });

  it('returns 503 while each of its runs is terminated, and its key finds the outcome later', async () => {
    const { orderId } = await runs.placeConfirmedOrder();
    interruptAfterAttempt((workflowId) => runs.workflows().getHandle(workflowId).terminate('a test'), 3);
    const key = randomUUID();
    expect(await refund(orderId, key)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(await refund(orderId, key)).toMatchObject({ status: 201, body: { status: 'succeeded' } });
  });

  it('keeps its outcome after its order was cancelled', async () => {
    const { orderId, product } = await runs.placeConfirmedOrder();
    interruptAfterAttempt((workflowId) => runs.workflows().getHandle(workflowId).terminate('a test'), 3);
    const key = randomUUID();
    expect(await refund(orderId, key)).toMatchObject({ status: 503 });
    await runs.cancel(orderId);
    await runs.shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');
    await runs.expectNothingKept(orderId, product.id);
    expect(await refund(orderId, key)).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    expect(await refund(orderId, randomUUID())).toMatchObject({
      status: 409,
      body: { code: 'payment_not_refundable' },
    });
  });
});
