import { expect, it } from 'vitest';
import { ORDERS_URL, orderUrl, SHOP_URL, viewOf } from '../../../src/page/ui/routes.js';

it('finds the order in the URL of an order', () => {
  const orderId = '0b8f6a52-5f0a-4c8e-9f43-0d8f6b9f5a11';
  expect(viewOf(orderUrl(orderId))).toEqual({ name: 'order', orderId });
});

it.each([ORDERS_URL, '#/orders?status=failed'])('shows the list of orders at "%s"', (hash) => {
  expect(viewOf(hash)).toEqual({ name: 'orders' });
});

it.each([SHOP_URL, '', '#', '#/orders/', '#/orders/1/2', '#/orders/a b', '#/products/1', '#/ordersx'])(
  'shows the shop at "%s"',
  (hash) => {
    expect(viewOf(hash)).toEqual({ name: 'shop' });
  },
);
