import { describe, expect, it } from 'vitest';
import { ApiError, type Product } from '../../../src/page/client.js';
import { basketLines, formatTotal, toNewOrder, withProductNames } from '../../../src/page/shop/basket.js';
import { isCard, METHOD_NAMES, TEST_TOKENS } from '../../../src/page/shop/payment-methods.js';
import { stockLabel } from '../../../src/page/shop/stock-label.js';

function product(id: string, price: number): Product {
  const at = '2026-01-01T00:00:00Z';
  return {
    ...{ id, sku: id, name: `Name of ${id}`, price, currency: 'USD', status: 'active', available: 10 },
    ...{ created_at: at, updated_at: at },
  };
}

const MUG = product('mug', 1_600);
const BEANS = product('beans', 899);
const LINES = [
  { product: MUG, quantity: 2 },
  { product: BEANS, quantity: 1 },
];

describe('basketLines', () => {
  it('joins quantities with products in the order of the catalogue', () => {
    const basket = new Map([
      ['beans', 1],
      ['mug', 2],
    ]);
    expect(basketLines(basket, [MUG, product('kettle', 5), BEANS])).toEqual(LINES);
  });

  it('leaves out products that are no longer listed', () => {
    expect(basketLines(new Map([['gone', 3]]), [MUG])).toEqual([]);
  });
});

describe('toNewOrder', () => {
  it('sends the test token of a card to the simulated gateway', () => {
    expect(toNewOrder(LINES, { method: 'credit_card', token: 'tok_decline' }, true)).toEqual({
      items: [
        { product_id: 'mug', quantity: 2 },
        { product_id: 'beans', quantity: 1 },
      ],
      payment_method: 'credit_card',
      payment_token: 'tok_decline',
    });
  });

  it.each([
    ['with another gateway', { method: 'credit_card', token: 'tok_approve' }, false],
    ['without a card', { method: 'paypal', token: 'tok_approve' }, true],
    ['for a random outcome', { method: 'debit_card', token: '' }, true],
  ] as const)('sends no token %s', (_, selection, simulated) => {
    expect(toNewOrder(LINES, selection, simulated)).not.toHaveProperty('payment_token');
  });
});

it('formats the total', () => {
  expect(formatTotal(LINES)).toBe('$40.99');
  expect(formatTotal([])).toBe('');
});

describe('withProductNames', () => {
  const shortage = (items: { product_id: string; requested: number; available: number }[]) =>
    new ApiError('Insufficient inventory.', 409, 'insufficient_stock', {
      ...{ type: '', title: '', status: 409, detail: '', instance: '', code: 'insufficient_stock', request_id: '' },
      items,
    });

  it('names the products that are short', () => {
    const items = [
      { product_id: 'mug', requested: 2, available: 0 },
      { product_id: 'unlisted', requested: 1, available: 0 },
    ];
    expect(withProductNames(shortage(items), [MUG])).toMatchObject({
      message: 'Insufficient inventory: 2 × Name of mug requested, 0 available; 1 × unlisted requested, 0 available',
    });
  });

  it('keeps other errors', () => {
    const error = new Error('offline');
    expect(withProductNames(error, [MUG])).toBe(error);
    const empty = shortage([]);
    expect(withProductNames(empty, [MUG])).toBe(empty);
  });
});

it.each([
  [{ status: 'inactive', available: 9 }, 'No longer sold'],
  [{ status: 'active', available: 0 }, 'Sold out'],
  [{ status: 'active', available: 1 }, 'Only 1 left'],
  [{ status: 'active', available: 5 }, 'Only 5 left'],
  [{ status: 'active', available: 6 }, '6 in stock'],
] as const)('labels the stock of %o as %s', (stock, expected) => {
  expect(stockLabel(stock)).toBe(expected);
});

it('offers test tokens for cards only', () => {
  expect(Object.keys(METHOD_NAMES).filter((method) => isCard(method as keyof typeof METHOD_NAMES))).toEqual([
    'credit_card',
    'debit_card',
  ]);
  expect(new Set(TEST_TOKENS.map(([token]) => token)).size).toBe(TEST_TOKENS.length);
});
