import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { quoteOrder } from '../../src/api/orders/early-refusal.js';
import type { Offer } from '../../src/api/orders/offers.js';
import { CAPABILITIES } from '../../src/providers/capabilities.js';

const ID = randomUUID();
const OFFER: Offer = { id: ID, sku: 'S', name: 'N', price: 1_999, currency: 'USD', status: 'active', available: 3 };
const CARD = { method: 'credit_card', hasToken: true } as const;

/** The code with which an order of the product is refused. */
async function refusalOf(offer: Partial<Offer> | undefined, { quantities = [1] } = {}) {
  const offers = { find: () => Promise.resolve(offer ? [{ ...OFFER, ...offer }] : []) };
  const lines = quantities.map((quantity) => ({ productId: ID, quantity }));
  return (await quoteOrder({ lines, payment: CARD }, offers, { capabilities: CAPABILITIES.stripe })).refusal?.code;
}

describe('quoteOrder', () => {
  it('finds nothing against an order that can be placed', async () => {
    expect(await refusalOf({}, { quantities: [1, 2] })).toBeUndefined();
  });

  it.each([
    ['an unknown product', undefined, 'product_not_found'],
    ['an inactive product', { status: 'inactive' }, 'product_inactive'],
    ['a product without stock records', { available: null }, 'product_not_in_inventory'],
    ['a product that is sold out', { available: 0 }, 'insufficient_stock'],
    ['a total that the provider cannot charge', { price: 1 }, 'amount_too_small'],
  ] as const)('refuses %s', async (_, offer, code) => {
    expect(await refusalOf(offer)).toBe(code);
  });

  it('adds the lines of a product', async () => {
    expect(await refusalOf({}, { quantities: [2, 2] })).toBe('insufficient_stock');
  });

  it('checks the payment before the stock, as the run does', async () => {
    expect(await refusalOf({ price: 1, available: 0 })).toBe('amount_too_small');
  });

  it('leaves the payment to the run when it does not know the provider', async () => {
    const offers = { find: () => Promise.resolve([{ ...OFFER, price: 1 }]) };
    const lines = [{ productId: ID, quantity: 1 }];
    expect((await quoteOrder({ lines, payment: CARD }, offers, {})).refusal).toBeUndefined();
  });

  it('checks the payment of the total with its adjustments', async () => {
    const pricing = {
      adjust: () => [{ kind: 'discount', label: 'Coupon', amount: -1_998, included: false }] as const,
    };
    const offers = { find: () => Promise.resolve([OFFER]) };
    const lines = [{ productId: ID, quantity: 1 }];
    const rules = { capabilities: CAPABILITIES.stripe, pricing };
    expect((await quoteOrder({ lines, payment: CARD }, offers, rules)).refusal?.code).toBe('amount_too_small');
  });

  it('throws an error that is not a rejection', async () => {
    const offers = { find: () => Promise.reject(new Error('connection lost')) };
    await expect(quoteOrder({ lines: [{ productId: ID, quantity: 1 }] }, offers, {})).rejects.toThrow(
      'connection lost',
    );
  });
});
