import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Order } from '../packages/client/src/index.ts';
import { getProduct, createProduct, User } from './support/api-user.ts';

let customer: User;
beforeAll(async () => {
  customer = await User.create();
});

describe('placing an order', () => {
  it('responds once the stock is reserved, then confirms the order', async () => {
    const [a, b] = [await createProduct(3), await createProduct(3)];
    const placed = await customer.place([a, b], { payment_token: 'tok_slow' });
    expect(placed).toMatchObject({ status: 201, body: { status: 'pending', total_amount: 2_500 } });
    expect(placed.headers.get('location')).toBe(`/v1/orders/${placed.body.id}`);
    expect(await getProduct(a.id)).toMatchObject({ available: 2 });

    expect(await customer.waitForStatus(placed.body.id, ['confirmed', 'failed', 'cancelled'])).toMatchObject({
      status: 'confirmed',
      payment: { status: 'success', amount: 2_500, refunded_amount: 0 },
    });
    expect(await getProduct(b.id)).toMatchObject({ available: 2 });
  });

  it('waits for the final status with Prefer: wait', async () => {
    const placed = await customer.place([await createProduct(1)], {}, { Prefer: 'wait=20' });
    expect(placed).toMatchObject({ status: 201, body: { status: 'confirmed' } });
    expect(placed.headers.get('preference-applied')).toBe('wait=20');
  });

  it('releases the stock when the card is declined', async () => {
    const product = await createProduct(1);
    const placed = await customer.place([product], { payment_token: 'tok_decline' }, { Prefer: 'wait=20' });
    expect(placed.body).toMatchObject({ status: 'failed', status_reason: 'payment_declined' });
    expect(await getProduct(product.id)).toMatchObject({ available: 1 });
  });

  it('rejects the order with the products that are short', async () => {
    const product = await createProduct(0);
    expect(await customer.place([product])).toMatchObject({
      status: 409,
      body: { code: 'insufficient_stock', items: [{ product_id: product.id, requested: 1, available: 0 }] },
    });
  });

  it('creates one order per Idempotency-Key', async () => {
    const product = await createProduct(5);
    const key = { 'Idempotency-Key': randomUUID() };
    const responses = await Promise.all(Array.from({ length: 5 }, () => customer.place([product], {}, key)));
    expect(new Set(responses.map(({ body }) => body.id)).size).toBe(1);
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(await customer.place([product, product], {}, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    await customer.waitForStatus(responses[0]?.body.id ?? '', ['confirmed']);
    expect(await getProduct(product.id)).toMatchObject({ available: 4 });
  });
});

describe('an order', () => {
  it('is cancelled by its customer while the payment is pending', async () => {
    const product = await createProduct(1);
    const { body: order } = await customer.place([product], { payment_token: 'tok_slow' });
    const cancelled = await customer.request('POST', `/v1/orders/${order.id}/cancel`, { reason: 'found it cheaper' });
    expect(cancelled.status).toBe(202);
    expect(await customer.waitForStatus(order.id, ['cancelled', 'confirmed'])).toMatchObject({
      status: 'cancelled',
      status_reason: 'found it cheaper',
    });
  });

  it('streams its status changes until the final status', async () => {
    const { body: order } = await customer.place([await createProduct(1)], { payment_token: 'tok_slow' });
    const { data: events } = await customer.client.GET('/v1/orders/{id}/events', {
      params: { path: { id: order.id } },
      parseAs: 'text',
    });
    // `change` is null when only the payment changed.
    const statuses = [...String(events).matchAll(/^data: (.*)$/gm)]
      .map(([, data = '']) => JSON.parse(data) as Order & { change: object | null })
      .filter(({ change }) => change !== null)
      .map(({ status }) => status);
    expect(statuses).toEqual(['pending', 'paid', 'confirmed']);
    const { data: history } = await customer.client.GET('/v1/orders/{id}/history', {
      params: { path: { id: order.id } },
    });
    expect(history?.data.map((change) => change.to)).toEqual(statuses);
  });

  it('is visible to operators but not to other customers', async () => {
    const { body: order } = await customer.place([await createProduct(1)]);
    const [stranger, operator] = [await User.create(), await User.create('operator')];
    expect(await stranger.request('GET', `/v1/orders/${order.id}`)).toMatchObject({
      status: 404,
      body: { code: 'order_not_found' },
    });
    expect(await operator.request('GET', `/v1/orders/${order.id}`)).toMatchObject({
      status: 200,
      body: { id: order.id },
    });
  });
});
