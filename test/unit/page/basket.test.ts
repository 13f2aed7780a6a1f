import { describe, expect, it } from 'vitest';
import type { Product } from '../../../src/page/client.js';
import { createFormats } from '../../../src/page/i18n/formats.js';
import {
  basketLines,
  formatBasket,
  orderItems,
  parseBasket,
  toNewOrder,
  totals,
} from '../../../src/page/shop/basket.js';
import { isCard, PAYMENT_METHODS, TEST_CARDS } from '../../../src/page/shop/payment-methods.js';
import { stockLabel } from '../../../src/page/shop/stock-label.js';
import { text } from '../../../src/page/shop/text.js';

function product(id: string, price: number, currency = 'USD'): Product {
  const at = '2026-01-01T00:00:00Z';
  return {
    ...{ id, sku: id, name: `Name of ${id}`, price, currency, status: 'active', available: 10 },
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
  const items = orderItems(LINES);

  it('sends the test token of a card to the simulated gateway', () => {
    expect(toNewOrder(items, { method: 'credit_card', testCard: 'tok_decline' }, true)).toEqual({
      items: [
        { product_id: 'mug', quantity: 2 },
        { product_id: 'beans', quantity: 1 },
      ],
      payment_method: 'credit_card',
      payment_token: 'tok_decline',
    });
  });

  it.each([
    ['with another gateway', { method: 'credit_card', testCard: 'tok_approve' }, false],
    ['without a card', { method: 'paypal', testCard: 'tok_approve' }, true],
    ['for a random outcome', { method: 'debit_card', testCard: 'random' }, true],
  ] as const)('sends no token %s', (_, selection, simulated) => {
    expect(toNewOrder(items, selection, simulated)).not.toHaveProperty('payment_token');
  });
});

describe('totals', () => {
  it('adds up the lines of a currency', () => {
    expect([...totals(LINES)]).toEqual([['USD', 4_099]]);
    expect([...totals([])]).toEqual([]);
  });

  it('keeps currencies apart', () => {
    const lines = [...LINES, { product: product('tea', 800, 'JPY'), quantity: 2 }];
    expect([...totals(lines)]).toEqual([
      ['USD', 4_099],
      ['JPY', 1_600],
    ]);
  });
});

describe('a stored basket', () => {
  it('is read as it was written', () => {
    const basket = new Map([['mug', 2]]);
    expect(parseBasket(formatBasket(basket))).toEqual(basket);
  });

  it.each([
    null,
    '',
    'nonsense',
    'null',
    '[]',
    '{"mug":0}',
    '{"mug":-1}',
    '{"mug":1.5}',
    '{"mug":"2"}',
    '{"mug":null}',
  ])('is empty when it contains %s', (stored) => {
    expect(parseBasket(stored).size).toBe(0);
  });
});

it.each([
  [{ status: 'inactive', available: 9 }, 'No longer sold', '已停售'],
  [{ status: 'active', available: 0 }, 'Sold out', '已售罄'],
  [{ status: 'active', available: 1 }, 'Only 1 left', '仅剩 1 件'],
  [{ status: 'active', available: 5 }, 'Only 5 left', '仅剩 5 件'],
  [{ status: 'active', available: 1_200 }, '1,200 in stock', '有货 1,200 件'],
] as const)('labels the stock of %o as %s', (stock, english, chinese) => {
  expect(stockLabel(stock, text.en, createFormats('en-US'))).toBe(english);
  expect(stockLabel(stock, text.zh, createFormats('zh-CN'))).toBe(chinese);
});

it('offers test cards for cards only', () => {
  expect(PAYMENT_METHODS.filter(isCard)).toEqual(['credit_card', 'debit_card']);
  expect(new Set(TEST_CARDS).size).toBe(TEST_CARDS.length);
});
