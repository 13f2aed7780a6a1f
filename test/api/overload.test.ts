import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { OrderRuns } from '../../src/api/orders/order-runs.js';
import { holdActivity } from '../kit/activity-faults.js';
import { findViolations } from '../kit/invariants.js';
import { waitUntil } from '../kit/observe.js';
import { startSystem, type System } from '../kit/system.js';
import { customerToken, problem, startTestApi, temporalOf, type TestApi } from './harness.js';

/** Placements that the API starts before it has learned how many it can take. */
const INITIAL_LIMIT = 20;

let system: System;
let api: TestApi;
beforeAll(async () => {
  system = await startSystem('dev-server');
  api = await startTestApi({
    database: system.database,
    temporal: temporalOf(system),
    placement: { timeoutSeconds: 60, reservationTtlSeconds: 900 },
    admissionTargetSeconds: 0.5,
  });
});
afterAll(async () => {
  await api.stop();
  await system.stop();
});

const starts = vi.spyOn(OrderRuns.prototype, 'place');
beforeEach(() => {
  starts.mockClear();
});
afterEach(() => {
  system.fault = undefined;
});

async function createPlaceOrder() {
  const { id } = await system.addProduct(1_000);
  const body = {
    items: [{ product_id: id, quantity: 1 }],
    payment_method: 'credit_card',
    payment_token: 'tok_approve',
  };
  const place = (token: string, signal?: AbortSignal) =>
    api.call('POST', '/v1/orders', { token, body, ...(signal && { signal }) });
  const count = async (sql: string) => Number((await system.database.query<{ count: string }>(sql, [id]))[0]?.count);
  return {
    productId: id,
    place,
    orders: () => count('SELECT count(*) FROM orders.order_items WHERE product_id = $1'),
    charges: () =>
      count(
        `SELECT count(*) FROM gateway.charges c JOIN orders.order_items i ON i.order_id::text = c.order_id
         WHERE i.product_id = $1`,
      ),
  };
}

const waitForStarts = (count: number) =>
  waitUntil(
    () => Promise.resolve(starts.mock.calls.length),
    (calls) => calls === count,
  );

describe('an overloaded API', () => {
  it('refuses what it cannot accept in time and leaves nothing of it behind', async () => {
    const { productId, place, orders, charges } = await createPlaceOrder();
    const { fault, release } = holdActivity('reserveStock');
    system.fault = fault;
    const token = await customerToken();
    const responses = Array.from({ length: 80 }, () => place(token));
    const refused = await waitUntil(
      async () => {
        const pending = Symbol('pending');
        const settled = await Promise.all(
          responses.map((response) => Promise.race([response, Promise.resolve(pending)])),
        );
        return settled.filter((response) => typeof response !== 'symbol');
      },
      (settled) => settled.length === 80 - INITIAL_LIMIT,
    );
    for (const response of refused) {
      expect(response).toMatchObject(problem(503, 'overloaded'));
      expect(response.headers.get('retry-after')).toMatch(/^[1-4]$/);
    }
    release();
    const placed = (await Promise.all(responses)).filter(({ status }) => status === 201);
    expect(placed).toHaveLength(INITIAL_LIMIT);
    expect(starts).toHaveBeenCalledTimes(INITIAL_LIMIT);
    await waitUntil(
      () => system.database.query("SELECT id FROM orders.orders WHERE status IN ('pending', 'paid')"),
      (open) => open.length === 0,
    );
    expect({ orders: await orders(), charges: await charges() }).toEqual({
      orders: INITIAL_LIMIT,
      charges: INITIAL_LIMIT,
    });
    expect(await system.inventory.get(productId)).toMatchObject({ available: 1_000 - INITIAL_LIMIT, reserved: 0 });
    expect(await findViolations(system.database)).toEqual({});
  });

  it('does not start the order of a caller who hung up while it waited', async () => {
    const { place, orders } = await createPlaceOrder();
    const { fault, release } = holdActivity('reserveStock');
    system.fault = fault;
    const token = await customerToken();
    const first = place(token);
    await waitForStarts(1);
    const rest = Array.from({ length: INITIAL_LIMIT * 2 }, () => place(token).catch(() => undefined));
    const caller = new AbortController();
    const waiting = place(await customerToken(randomUUID()), caller.signal);
    waiting.catch(() => undefined);
    caller.abort();
    await expect(waiting).rejects.toThrow(/abort/);
    release();
    const outcomes = await Promise.all([first, ...rest]);
    const placed = outcomes.filter((response) => response?.status === 201).length;
    expect(starts).toHaveBeenCalledTimes(placed);
    expect(await orders()).toBe(placed);
  });
});
