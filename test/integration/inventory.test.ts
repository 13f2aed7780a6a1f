import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdjustmentBelowReserved, ProductNotInInventory } from '../../src/domains/inventory/errors.js';
import { startDomains, type Domains } from '../kit/domains.js';
import { collectFailures } from '../kit/collect-failures.js';

let domains: Domains;
beforeAll(async () => {
  domains = await startDomains();
});
afterAll(() => domains.stop());

function movements(productId: string) {
  return domains.database.query(
    `SELECT kind, available_delta, reserved_delta, reason FROM inventory.stock_movements
     WHERE product_id = $1 ORDER BY id`,
    [productId],
  );
}

const opening = (available_delta: number) => ({ kind: 'opening', available_delta, reserved_delta: 0, reason: null });
const adjustment = (available_delta: number, reason: string) => ({
  kind: 'adjustment',
  available_delta,
  reserved_delta: 0,
  reason,
});

describe('stock', () => {
  it('opens with all units available and a movement', async () => {
    const productId = randomUUID();
    const stock = await domains.inventory.create({ productId, sku: 'CUP', quantity: 7, warehouseCode: 'EAST' });
    expect(stock).toMatchObject({ productId, sku: 'CUP', available: 7, reserved: 0, total: 7, warehouseCode: 'EAST' });
    expect(await movements(productId)).toEqual([opening(7)]);
  });

  it('opens once with ten concurrent calls', async () => {
    const request = { productId: randomUUID(), sku: 'MUG', quantity: 7, warehouseCode: 'EAST' };
    await Promise.all(Array.from({ length: 10 }, () => domains.inventory.create(request)));
    expect(await domains.inventory.create({ ...request, quantity: 99 })).toMatchObject({ available: 7, total: 7 });
    expect(await movements(request.productId)).toEqual([opening(7)]);
  });

  it('changes by adjustments and records their reasons', async () => {
    const productId = await domains.addStock(10);
    expect(await domains.inventory.adjust(productId, 5, 'delivery')).toMatchObject({ available: 15, total: 15 });
    expect(await domains.inventory.adjust(productId, -15, 'flood')).toMatchObject({ available: 0, total: 0 });
    expect(await movements(productId)).toEqual([opening(10), adjustment(5, 'delivery'), adjustment(-15, 'flood')]);
  });

  it('rejects an adjustment below the reserved quantity', async () => {
    const productId = await domains.addStock(5);
    await domains.reservations.reserve({
      orderId: randomUUID(),
      lines: [{ productId, quantity: 3 }],
      expiresAt: new Date().toISOString(),
    });
    const attempt = domains.inventory.adjust(productId, -3, 'breakage');
    await expect(attempt).rejects.toThrow(AdjustmentBelowReserved);
    await expect(attempt).rejects.toMatchObject({ details: { product_id: productId, delta: -3, available: 2 } });
    expect(await domains.inventory.get(productId)).toMatchObject({ available: 2, reserved: 3, total: 5 });
    expect(await domains.inventory.adjust(productId, -2, 'breakage')).toMatchObject({ available: 0, total: 3 });
  });

  it('applies every concurrent adjustment', async () => {
    const productId = await domains.addStock(100);
    const deltas = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 3 : -2));
    await Promise.all(deltas.map((delta) => domains.inventory.adjust(productId, delta, 'count')));
    expect(await domains.inventory.get(productId)).toMatchObject({ available: 120, reserved: 0, total: 120 });
    expect(await movements(productId)).toHaveLength(41);
  });

  it('never becomes negative with concurrent adjustments', async () => {
    const productId = await domains.addStock(10);
    const attempts = Array.from({ length: 20 }, () => domains.inventory.adjust(productId, -1, 'breakage'));
    const failures = await collectFailures(attempts);
    expect(failures.map((failure) => failure instanceof AdjustmentBelowReserved)).toEqual(Array(10).fill(true));
    expect(await domains.inventory.get(productId)).toMatchObject({ available: 0, total: 0 });
  });

  it('rejects an unknown product with its id', async () => {
    const id = randomUUID();
    const rejection = { code: 'product_not_in_inventory', details: { product_ids: [id] } };
    await expect(domains.inventory.get(id)).rejects.toThrow(ProductNotInInventory);
    await expect(domains.inventory.get(id)).rejects.toMatchObject(rejection);
    await expect(domains.inventory.adjust(id, 1, 'found')).rejects.toMatchObject(rejection);
  });

  it('is found for the given products that have stock', async () => {
    const [a, b] = [await domains.addStock(1), await domains.addStock(2)];
    const found = await domains.inventory.find([b, randomUUID(), a]);
    expect(new Map(found.map(({ productId, available }) => [productId, available]))).toEqual(
      new Map([
        [a, 1],
        [b, 2],
      ]),
    );
  });

  it('returns each row once when paged by sku', async () => {
    await domains.database.query('TRUNCATE inventory.stock CASCADE');
    const skus = ['A-10', 'A-2', 'B-1'];
    for (const sku of skus.toReversed()) {
      await domains.inventory.create({ productId: randomUUID(), sku, quantity: 1, warehouseCode: 'MAIN' });
    }
    const first = await domains.inventory.list({ limit: 2 });
    expect(first.map(({ sku }) => sku)).toEqual(['A-10', 'A-2']);
    const rest = await domains.inventory.list({ limit: 2, afterSku: 'A-2' });
    expect(rest.map(({ sku }) => sku)).toEqual(['B-1']);
  });
});
