import { expect, it } from 'vitest';
import { summarizeRun } from '../../src/api/orders/run-summary.js';

const order = {
  orderId: 'order-1',
  lines: [
    { productId: 'mug', quantity: 1 },
    { productId: 'pot', quantity: 1 },
    { productId: 'mug', quantity: 1 },
  ],
  paymentMethod: 'alipay',
} as const;
const priced = {
  items: [
    { productId: 'mug', quantity: 2, sku: 'MUG', name: 'Mug', price: 1_600, subtotal: 3_200 },
    { productId: 'pot', quantity: 1, sku: 'POT', name: 'Pot', price: 1_200, subtotal: 1_200 },
  ],
  totalAmount: 4_400,
  currency: 'USD',
};

it('says how many products are ordered, for how much, and how they are paid', () => {
  expect(summarizeRun(order, priced).staticSummary).toBe('2 products, $44.00 by Alipay');
});

it('lists the items and links to the page of the order', () => {
  expect(summarizeRun(order, priced, 'https://shop.example').staticDetails).toBe(
    [
      '- 2 × Mug (MUG): $32.00',
      '- 1 × Pot (POT): $12.00',
      '',
      '[Open the order](https://shop.example/#/orders/order-1)',
    ].join('\n'),
  );
});

it('names the method of an order that cannot be priced', () => {
  const lines = [{ productId: 'mug', quantity: 1 }];
  expect(summarizeRun({ ...order, lines, paymentMethod: 'credit_card' }, undefined)).toEqual({
    staticSummary: '1 product by credit card',
  });
});
