import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NewProduct } from '../../src/domains/catalog/catalog.service.js';
import { ProductNotFound, SkuTaken } from '../../src/domains/catalog/errors.js';
import { startDomains, type Domains } from '../kit/domains.js';

let domains: Domains;
beforeAll(async () => {
  domains = await startDomains();
});
afterAll(() => domains.stop());
beforeEach(() => domains.database.query('TRUNCATE catalog.products'));

function newProduct(overrides: Partial<NewProduct> = {}): NewProduct {
  const id = randomUUID();
  return { id, sku: `SKU-${id}`, name: 'Cup', price: 1_999, currency: 'USD', ...overrides };
}

describe('a product', () => {
  it('is active by default', async () => {
    const product = newProduct();
    expect(await domains.catalog.create(product)).toMatchObject({ ...product, status: 'active', deletedAt: null });
    expect(await domains.catalog.create(newProduct({ status: 'inactive' }))).toMatchObject({ status: 'inactive' });
  });

  it('does not change when it is added again', async () => {
    const product = newProduct();
    await domains.catalog.create(product);
    await domains.catalog.update(product.id, { price: 500 });
    expect(await domains.catalog.create(product)).toMatchObject({ price: 500 });
    expect(await domains.catalog.list({ limit: 10 })).toHaveLength(1);
  });

  it('is created once by ten concurrent calls', async () => {
    const product = newProduct();
    const made = await Promise.all(Array.from({ length: 10 }, () => domains.catalog.create(product)));
    expect(new Set(made.map(({ id }) => id))).toEqual(new Set([product.id]));
    expect(await domains.catalog.list({ limit: 10 })).toHaveLength(1);
  });

  it('rejects the sku of another product', async () => {
    const { sku } = await domains.catalog.create(newProduct());
    const attempt = domains.catalog.create(newProduct({ sku }));
    await expect(attempt).rejects.toThrow(SkuTaken);
    await expect(attempt).rejects.toMatchObject({ details: { sku } });
  });

  it('updates only the given fields and its timestamp', async () => {
    const product = await domains.catalog.create(newProduct());
    await domains.database.query(`UPDATE catalog.products SET updated_at = '2020-01-01'`);
    const changed = await domains.catalog.update(product.id, { price: 2_500, status: 'inactive' });
    expect(changed).toMatchObject({ name: 'Cup', price: 2_500, status: 'inactive', createdAt: product.createdAt });
    expect(changed.updatedAt.getTime()).toBeGreaterThanOrEqual(product.updatedAt.getTime());
    expect(await domains.catalog.get(product.id)).toEqual(changed);
  });

  it('does not change on an empty update', async () => {
    const product = await domains.catalog.create(newProduct());
    expect(await domains.catalog.update(product.id, {})).toEqual(product);
  });

  it('is rejected with its id when it does not exist', async () => {
    const id = randomUUID();
    await expect(domains.catalog.get(id)).rejects.toThrow(ProductNotFound);
    await expect(domains.catalog.update(id, { price: 1 })).rejects.toMatchObject({ details: { product_id: id } });
  });
});

describe('the catalogue', () => {
  it('finds the given products that exist', async () => {
    const [a, b] = [await domains.catalog.create(newProduct()), await domains.catalog.create(newProduct())];
    await domains.catalog.create(newProduct());
    const found = await domains.catalog.find([a.id, randomUUID(), b.id]);
    const onSale = ({ id, sku, name, price, currency, status }: typeof a) => ({
      id,
      sku,
      name,
      price,
      currency,
      status,
    });
    expect(new Set(found)).toEqual(new Set([onSale(a), onSale(b)]));
    expect(await domains.catalog.find([])).toEqual([]);
  });

  it('returns each product once when paged by sku', async () => {
    const skus = ['A-10', 'A-2', 'B-1', 'a-1', 'b-1'];
    for (const sku of skus.toReversed()) await domains.catalog.create(newProduct({ sku }));
    const pages: string[][] = [];
    for (let afterSku: string | undefined; ; afterSku = pages.at(-1)?.at(-1)) {
      const page = await domains.catalog.list({ limit: 2, ...(afterSku !== undefined && { afterSku }) });
      if (page.length === 0) break;
      pages.push(page.map(({ sku }) => sku));
    }
    expect(pages).toEqual([['A-10', 'A-2'], ['B-1', 'a-1'], ['b-1']]);
  });
});
