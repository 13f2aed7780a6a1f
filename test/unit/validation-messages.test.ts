import { expect, it } from 'vitest';
import type { Request } from 'express';
import type { Problem } from '../../src/api/http/problem.js';
import { validate } from '../../src/api/http/validation.js';
import { ROUTES } from '../../src/api/routes.js';

/** The messages for an invalid body of a route, by path. */
function messagesFor(operationId: string, body: unknown, query: object = {}): Record<string, string> {
  const route = ROUTES.find((each) => each.operationId === operationId) ?? expect.unreachable(operationId);
  const request = { params: {}, query, body, get: () => undefined } as unknown as Request;
  try {
    validate(route, request);
  } catch (error) {
    const details = (error as Problem).toDetails({ instance: '/', requestId: 'r' });
    return Object.fromEntries((details.errors ?? []).map(({ path, message }) => [path, message]));
  }
  return {};
}

it('says in plain words what is wrong with each field', () => {
  const items = [
    { product_id: '7', quantity: 0 },
    { product_id: 7, quantity: 1.5 },
    { quantity: 10_001, colour: 'red' },
  ];
  expect(messagesFor('placeOrder', { items, payment_method: 'cash', payment_token: '' })).toEqual({
    'items.0.product_id': 'must be a UUID',
    'items.0.quantity': 'must be at least 1',
    'items.1.product_id': 'must be text',
    'items.1.quantity': 'must be a whole number',
    'items.2.product_id': 'is required',
    'items.2.quantity': 'must be at most 10000',
    'items.2.colour': 'unknown field',
    payment_method: 'must be one of credit_card, debit_card, paypal, alipay, wechat',
    payment_token: 'must have at least 1 character',
  });
  expect(messagesFor('placeOrder', [])).toEqual({ body: 'must be an object' });
  expect(messagesFor('listOrders', undefined, { limit: 'x', created_after: 'now', needs_attention: 'no' })).toEqual({
    limit: 'must be a number',
    created_after: 'must be a time in ISO 8601, such as 2024-01-31T12:00:00Z',
    needs_attention: 'must be true',
  });
});
