import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { orderIdOf } from '../../src/api/orders/idempotency.js';
import type { Told } from '../chaos/customer.js';
import { drawPlan } from '../chaos/plan.js';
import { brokenPromises, type Ended } from '../chaos/promises.js';

const USER = randomUUID();
const ID = orderIdOf(USER, 'key');
const [drawn] = drawPlan({ orders: 35, minutes: 1, seed: 1 }).orders;
if (!drawn) throw new Error('no order was drawn');

const plan = { ...drawn, number: 7, token: 'tok_approve' };
const acknowledged: Told = { plan, userId: USER, key: 'key', order: { id: ID, total: 990 }, refunded: 0 };
const confirmed: Ended = { id: ID, user_id: USER, status: 'confirmed', total_amount: 990, refunded_amount: 0 };

const check = (told: Partial<Told>, ended?: Partial<Ended>) =>
  brokenPromises({ ...acknowledged, ...told }, new Map(ended ? [[ID, { ...confirmed, ...ended }]] : []));

it.each<[string, Partial<Told>, Partial<Ended> | undefined]>([
  ['an order that is confirmed', {}, {}],
  ['one that was cancelled, and is', { cancelled: true }, { status: 'cancelled' }],
  ['one that was declined', { plan: { ...plan, token: 'tok_decline' } }, { status: 'failed' }],
  ['a refund that is in the books', { refunded: 100 }, { refunded_amount: 100 }],
  ['a refusal of what is not there', { order: undefined, refusal: 'insufficient_stock' }, undefined],
  ['no answer, and no order', { order: undefined, refusal: null }, undefined],
  ['no answer, and an order that its key finds', { order: undefined, refusal: null }, {}],
])('%s is as it was told', (_, told, ended) => {
  expect(check(told, ended)).toEqual([]);
});

it.each<[string, Partial<Told>, Partial<Ended> | undefined, RegExp]>([
  ['was acknowledged and is not there', {}, undefined, /is lost/],
  ['is of another customer', {}, { user_id: randomUUID() }, /somebody else/],
  ['costs something else', {}, { total_amount: 991 }, /costs 991 instead of 990/],
  ['has not ended', {}, { status: 'paid' }, /has not ended/],
  ['was declined and is confirmed', { plan: { ...plan, token: 'tok_decline' } }, {}, /without a payment/],
  ['was cancelled and is confirmed', { cancelled: true }, {}, /was to be cancelled/],
  ['was refunded and the books say less', { refunded: 100 }, { refunded_amount: 99 }, /had 100 refunded, and 99 is/],
  ['was refused and is there', { order: undefined, refusal: 'insufficient_stock' }, {}, /was refused as insuff/],
])('an order that %s breaks a promise', (_, told, ended, line) => {
  expect(check(told, ended)).toEqual([expect.stringMatching(line)]);
});
