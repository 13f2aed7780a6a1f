import { expect, it } from 'vitest';
import { canOperate, canOrder, decodeClaims } from '../../../src/page/session/claims.js';

const tokenWith = (payload: unknown) => `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.signature`;

it('reads the user and the roles of a token', () => {
  expect(decodeClaims(tokenWith({ sub: 'user-1', roles: ['customer'] }))).toEqual({
    userId: 'user-1',
    roles: ['customer'],
  });
});

it('reads base64url', () => {
  const sub = '>>>???';
  expect(tokenWith({ sub, roles: [] })).toMatch(/[-_]/);
  expect(decodeClaims(tokenWith({ sub, roles: [] }))?.userId).toBe(sub);
});

it('ignores roles that the page does not know', () => {
  expect(decodeClaims(tokenWith({ sub: 'user-1', roles: ['auditor', 'operator', 7] }))?.roles).toEqual(['operator']);
});

it.each([
  ['text', 'nonsense'],
  ['an empty token', ''],
  ['a payload that is not JSON', `e30.${Buffer.from('{').toString('base64url')}.x`],
  ['a payload that is null', tokenWith(null)],
  ['a token without sub', tokenWith({ roles: ['customer'] })],
  ['a token without roles', tokenWith({ sub: 'user-1' })],
  ['roles that are not a list', tokenWith({ sub: 'user-1', roles: 'customer' })],
])('rejects %s', (_, token) => {
  expect(decodeClaims(token)).toBeUndefined();
});

it('lets customers order and operators operate', () => {
  const customer = { userId: 'user-1', roles: ['customer'] as const };
  const operator = { userId: 'user-1', roles: ['operator'] as const };
  expect([canOrder(customer), canOperate(customer)]).toEqual([true, false]);
  expect([canOrder(operator), canOperate(operator)]).toEqual([false, true]);
});
