import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { waitUntil } from '../kit/observe.js';
import { eventId, setUpFollowedOrders } from './followed-orders.js';
import { startTestApi } from './harness.js';

const shop = setUpFollowedOrders();

// A request that misses a change waits 30 s, longer than the timeout of these tests.
describe('GET /v1/orders/:id?wait=', { timeout: 20_000 }, () => {
  const poll = (orderId: string, query: string, from = shop.api) =>
    from.call('GET', `/v1/orders/${orderId}?${query}`, { token: shop.token });

  /** Starts to poll; resolves when the request waits for a change. */
  async function startPolling(orderId: string, query: string, from = shop.api) {
    const [clock] = await shop.api.database.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const response = poll(orderId, query, from);
    await waitUntil(
      () =>
        shop.api.database.query(
          `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query_start > $1
           AND query LIKE 'SELECT id, version FROM orders.orders%'`,
          [clock?.now],
        ),
      (ticks) => ticks.length > 0,
    );
    return { response };
  }

  it('returns immediately when the order has already changed', async () => {
    const orderId = await shop.createOrder();
    expect(await poll(orderId, 'wait=30&after_version=0')).toMatchObject({
      status: 200,
      body: { status: 'pending', version: 1 },
    });
  });

  it.each(['wait=30&after_version=1', 'wait=30'])('returns when the order changes: %s', async (query) => {
    const orderId = await shop.createOrder();
    const { response } = await startPolling(orderId, query);
    await shop.confirm(orderId);
    expect(await response).toMatchObject({ status: 200, body: { id: orderId } });
    expect((await response).body.version).toBeGreaterThan(1);
  });

  it('returns when the payment or a refund changes', async () => {
    const orderId = await shop.createOrder();
    const first = await startPolling(orderId, `wait=30&after_version=${eventId(1)}`);
    const opened = { orderId, userId: shop.userId, amount: 1_600, currency: 'USD', method: 'credit_card' } as const;
    const { payment } = await shop.ledger.findOrCreate(opened, 'processing');
    expect((await first.response).body.version).toBe(Number(eventId(1, 1)));
    await shop.ledger.transition(payment, 'success', { transactionId: randomUUID() });
    await shop.confirm(orderId);
    const { body } = await poll(orderId, 'wait=0');
    const second = await startPolling(orderId, `wait=30&after_version=${body.version}`);
    const refund = await shop.recordRefund(orderId);
    await shop.refunds.record(refund, { status: 'failed', gatewayRefundId: null, failureReason: 'refused' });
    expect((await second.response).body.version).toBeGreaterThan(body.version);
  });

  it('returns the unchanged order when the time is over', async () => {
    const { response } = await startPolling(await shop.createOrder(), 'wait=1&after_version=1');
    expect(await response).toMatchObject({ status: 200, body: { version: 1 } });
  });

  it('returns immediately when the order can no longer change', async () => {
    const orderId = await shop.createOrder();
    const order = { orderId, userId: shop.userId, paymentMethod: 'credit_card', requestFingerprint: null };
    await shop.orders.terminate(order, { status: 'failed', reason: 'payment_declined', actor: 'system' });
    expect(await poll(orderId, 'wait=30')).toMatchObject({ status: 200, body: { status: 'failed' } });
  });

  it('returns the unchanged order when the API stops', async () => {
    const orderId = await shop.createOrder();
    const stopping = await startTestApi({ database: shop.api.database });
    const { response } = await startPolling(orderId, 'wait=30', stopping);
    await stopping.stop();
    expect(await response).toMatchObject({ status: 200, body: { status: 'pending' } });
  });
});
