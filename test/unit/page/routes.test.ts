import { expect, it } from 'vitest';
import { orderIdOf, orderUrl, SHOP_URL } from '../../../src/page/ui/routes.js';

it('finds the order id in the URL of an order', () => {
  const id = '0b8f6a52-5f0a-4c8e-9f43-0d8f6b9f5a11';
  expect(orderIdOf(orderUrl(id))).toBe(id);
});

it.each([SHOP_URL, '', '#', '#/orders/', '#/orders/1/2', '#/orders/a b', '#/products/1'])(
  'shows the shop at "%s"',
  (hash) => {
    expect(orderIdOf(hash)).toBeUndefined();
  },
);
