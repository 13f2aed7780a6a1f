import { describe, expect, it } from 'vitest';
import { ProductInactive, ProductNotFound } from '../../src/domains/catalog/errors.js';
import { Product } from '../../src/domains/catalog/product.entity.js';
import { MixedCurrencies, TotalOutOfRange } from '../../src/domains/orders/errors.js';
import { mergeLines, priceOrder } from '../../src/domains/orders/pricing.js';

function product(id: string, overrides: Partial<Product> = {}): Product {
  const defaults = { id, sku: `SKU-${id}`, name: `Product ${id}`, price: 100, currency: 'USD', status: 'active' };
  return Object.assign(new Product(), defaults, overrides);
}

const line = (productId: string, quantity = 1) => ({ productId, quantity });

describe('mergeLines', () => {
  it('adds up the lines of one product', () => {
    expect(mergeLines([line('a', 5), line('a', 5)])).toEqual([line('a', 10)]);
  });

  it('keeps the position of the first line of a product', () => {
    expect(mergeLines([line('b'), line('a'), line('b', 2), line('c')])).toEqual([line('b', 3), line('a'), line('c')]);
  });

  it('does not change its input', () => {
    const lines = [line('a'), line('a')];
    mergeLines(lines);
    expect(lines).toEqual([line('a'), line('a')]);
  });
});

describe('priceOrder', () => {
  it('adds up integer subtotals', () => {
    const products = [product('a', { price: 1_999 }), product('b', { price: 5 })];
    expect(priceOrder([line('a', 3), line('b', 7)], products)).toEqual({
      items: [
        { productId: 'a', quantity: 3, sku: 'SKU-a', name: 'Product a', price: 1_999, subtotal: 5_997 },
        { productId: 'b', quantity: 7, sku: 'SKU-b', name: 'Product b', price: 5, subtotal: 35 },
      ],
      totalAmount: 6_032,
      currency: 'USD',
    });
  });

  it('rejects a total that a number cannot represent exactly', () => {
    const products = [product('a', { price: 2 ** 43 }), product('b', { price: 1 })];
    expect(priceOrder([line('a', 2 ** 10 - 1), line('b', 2 ** 43 - 1)], products).totalAmount).toBe(2 ** 53 - 1);
    expect(() => priceOrder([line('a', 2 ** 10)], products)).toThrow(TotalOutOfRange);
    expect(() => priceOrder([line('a', 2 ** 10 - 1), line('b', 2 ** 43)], products)).toThrow(TotalOutOfRange);
  });

  it('merges two lines of one product into one item', () => {
    expect(priceOrder([line('a', 2), line('a', 3)], [product('a')])).toMatchObject({
      items: [{ productId: 'a', quantity: 5, subtotal: 500 }],
      totalAmount: 500,
    });
  });

  it('keeps the order of the request, not of the catalogue', () => {
    const { items } = priceOrder([line('c'), line('a'), line('b')], [product('a'), product('b'), product('c')]);
    expect(items.map((item) => item.productId)).toEqual(['c', 'a', 'b']);
  });

  it('uses the currency of the products', () => {
    expect(priceOrder([line('a')], [product('a', { currency: 'EUR' })])).toMatchObject({ currency: 'EUR' });
  });

  it('rejects an unknown product', () => {
    const attempt = () => priceOrder([line('a'), line('missing')], [product('a')]);
    expect(attempt).toThrow(ProductNotFound);
    expect(attempt).toThrow(expect.objectContaining({ details: { product_id: 'missing' } }));
  });

  it('rejects an inactive product', () => {
    const attempt = () => priceOrder([line('a'), line('b')], [product('a'), product('b', { status: 'inactive' })]);
    expect(attempt).toThrow(ProductInactive);
    expect(attempt).toThrow(expect.objectContaining({ details: { product_id: 'b' } }));
  });

  it('reports the first line that cannot be sold', () => {
    const products = [product('a', { status: 'inactive' })];
    expect(() => priceOrder([line('a'), line('missing')], products)).toThrow(ProductInactive);
    expect(() => priceOrder([line('missing'), line('a')], products)).toThrow(ProductNotFound);
  });

  it('rejects an order without lines, which has no currency', () => {
    expect(() => priceOrder([], [])).toThrow(MixedCurrencies);
  });

  it('rejects products in two currencies', () => {
    const products = [product('a'), product('b', { currency: 'EUR' }), product('c')];
    const attempt = () => priceOrder([line('a'), line('b'), line('c')], products);
    expect(attempt).toThrow(MixedCurrencies);
    expect(attempt).toThrow(expect.objectContaining({ details: { currencies: ['USD', 'EUR'] } }));
  });
});
