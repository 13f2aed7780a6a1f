import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { deriveOrderId } from '../../src/api/http/idempotency.js';
import { Offers } from '../../src/api/orders/offers.js';
import { OrderRuns } from '../../src/api/orders/order-runs.js';
import { holdActivity } from '../kit/activity-faults.js';
import { StatementLog } from '../kit/statement-log.js';
import { waitUntil } from '../kit/observe.js';
import { startSystem, type System } from '../kit/system.js';
import { customerToken, problem, startTestApi, temporalOf, type TestApi } from './harness.js';

let system: System;
let api: TestApi;
const userId = randomUUID();
let token: string;
beforeAll(async () => {
  system = await startSystem('dev-server');
  api = await startTestApi({ database: system.database, temporal: temporalOf(system) });
  token = await customerToken(userId);
});
afterAll(async () => {
  await api.stop();
  await system.stop();
});

/** Counts the runs that the API starts or joins. */
const starts = vi.spyOn(OrderRuns.prototype, 'place');
beforeEach(() => {
  starts.mockClear();
});

const line = (productId: string, quantity = 1) => ({ product_id: productId, quantity });

function place(items: readonly object[], key?: string) {
  return api.call('POST', '/v1/orders', {
    token,
    body: { items, payment_method: 'credit_card', payment_token: 'tok_approve' },
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
}

/** The statements that an action sends to Postgres. */
async function statementsOf(action: () => Promise<unknown>): Promise<string[]> {
  const log = new StatementLog();
  try {
    await action();
  } finally {
    log.stop();
  }
  return log.transactions.flat();
}

async function addProductIn(currency: string): Promise<string> {
  const id = randomUUID();
  await system.catalog.create({ id, sku: id, name: id, price: 100, currency });
  await system.inventory.create({ productId: id, sku: id, quantity: 1, warehouseCode: 'MAIN' });
  return id;
}

describe('an order that cannot be placed now', () => {
  it.each([
    ['without a key', undefined],
    ['with a key', randomUUID()],
  ])('is refused %s in at most two statements and without a run when it is sold out', async (_, key) => {
    const { id } = await system.addProduct(0);
    const statements = await statementsOf(async () => {
      expect(await place([line(id)], key)).toMatchObject(problem(409, 'insufficient_stock'));
    });
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(2);
    expect(statements.length).toBeGreaterThan(0);
    expect(starts).not.toHaveBeenCalled();
  });

  it('lists each product that is short, adding lines of the same product', async () => {
    const [short, enough] = [await system.addProduct(5), await system.addProduct(5)];
    const response = await place([line(short.id, 3), line(enough.id, 5), line(short.id, 3)]);
    expect(response).toMatchObject(problem(409, 'insufficient_stock'));
    expect(response.body.items).toEqual([{ product_id: short.id, requested: 6, available: 5 }]);
    expect(starts).not.toHaveBeenCalled();
  });

  it('shares its reads with concurrent ones', async () => {
    const { id } = await system.addProduct(0);
    const finds = vi.spyOn(Offers.prototype, 'find');
    // Reads wait for the lock until every request has arrived.
    const blocker = new pg.Client({ connectionString: system.database.url });
    await blocker.connect();
    await blocker.query('BEGIN');
    await blocker.query('LOCK TABLE catalog.products');
    const statements = await statementsOf(async () => {
      const responses = Array.from({ length: 100 }, () => place([line(id)]));
      await waitUntil(
        () => Promise.resolve(finds.mock.calls.length),
        (count) => count === 100,
      );
      await blocker.end();
      for (const { status } of await Promise.all(responses)) expect(status).toBe(409);
    });
    // One read, the next one, and one for each second in which they had no answer.
    expect(statements.length).toBeLessThan(15);
    expect(starts).not.toHaveBeenCalled();
    finds.mockRestore();
  });

  it('is refused when a product is unknown, inactive, not in the inventory, or priced in another currency', async () => {
    const { id } = await system.addProduct(1);
    const inactive = await system.addProduct(1);
    await system.catalog.update(inactive.id, { status: 'inactive' });
    const notStored = randomUUID();
    await system.catalog.create({ id: notStored, sku: notStored, name: 'x', price: 100, currency: 'USD' });
    const inEuro = await addProductIn('EUR');
    for (const [code, productId] of [
      ['product_not_found', randomUUID()],
      ['product_inactive', inactive.id],
      ['product_not_in_inventory', notStored],
      ['mixed_currencies', inEuro],
    ] as const) {
      expect(await place([line(id), line(productId)])).toMatchObject(problem(422, code));
    }
    expect(starts).not.toHaveBeenCalled();
  });

  it('is placed with the same key once it can be', async () => {
    const { id } = await system.addProduct(0);
    const key = randomUUID();
    expect(await place([line(id)], key)).toMatchObject(problem(409, 'insufficient_stock'));
    await system.inventory.adjust(id, 1, 'delivered');
    expect(await place([line(id)], key)).toMatchObject({ status: 201 });
  });

  it('leaves its key free for another body', async () => {
    const [soldOut, product] = [await system.addProduct(0), await system.addProduct(1)];
    const key = randomUUID();
    expect(await place([line(soldOut.id)], key)).toMatchObject(problem(409, 'insufficient_stock'));
    expect(await place([line(product.id)], key)).toMatchObject({ status: 201 });
  });
});

describe('a repeated request for the last unit', () => {
  it('returns the order that holds it', async () => {
    const { id } = await system.addProduct(1);
    const key = randomUUID();
    const first = await place([line(id)], key);
    expect(await place([line(id)], key)).toMatchObject({ status: 200, body: { id: first.body.id } });
    expect(await place([line(id, 2)], key)).toMatchObject(problem(422, 'idempotency_key_reused'));
  });

  it('waits for the run that holds it before the order exists', async () => {
    const { id } = await system.addProduct(1);
    const key = randomUUID();
    const { fault, reached, release } = holdActivity('createOrder');
    system.fault = fault;
    const first = place([line(id)], key);
    await reached;
    expect(await system.inventory.get(id)).toMatchObject({ available: 0 });
    const again = place([line(id)], key);
    // The second request has found the run and joins it.
    await waitUntil(
      () => Promise.resolve(starts.mock.calls.length),
      (count) => count === 2,
    );
    release();
    system.fault = undefined;
    expect((await first).body.id).toBe(deriveOrderId(userId, key));
    expect(await again).toMatchObject({ status: 200, body: { id: deriveOrderId(userId, key) } });
  });
});
