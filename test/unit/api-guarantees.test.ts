import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { deriveOrderId } from '../../src/api/http/idempotency.js';
import type { CustomerRecord } from '../chaos/scenario.js';
import { generatePlan, MIN_ORDERS } from '../chaos/plan.js';
import { findBrokenGuarantees, type FinalOrder } from '../chaos/api-guarantees.js';

const USER = randomUUID();
const ID = deriveOrderId(USER, 'key');
const [drawn] = generatePlan({ orders: MIN_ORDERS, minutes: 1, seed: 1 }).orders;
if (!drawn) throw new Error('The plan has no order.');

const plan = { ...drawn, number: 7, token: 'tok_approve' };
const acknowledged: CustomerRecord = { plan, userId: USER, key: 'key', order: { id: ID, total: 990 }, refunded: 0 };
const confirmed: FinalOrder = { id: ID, user_id: USER, status: 'confirmed', total_amount: 990, refunded_amount: 0 };

const check = (record: Partial<CustomerRecord>, finalOrder?: Partial<FinalOrder>) =>
  findBrokenGuarantees(
    { ...acknowledged, ...record },
    new Map(finalOrder ? [[ID, { ...confirmed, ...finalOrder }]] : []),
  );

it.each<[string, Partial<CustomerRecord>, Partial<FinalOrder> | undefined]>([
  ['a confirmed order', {}, {}],
  ['a cancelled order', { cancelled: true }, { status: 'cancelled' }],
  ['a declined order', { plan: { ...plan, token: 'tok_decline' } }, { status: 'failed' }],
  ['a refund', { refunded: 100 }, { refunded_amount: 100 }],
  ['a rejection without an order', { order: undefined, rejection: 'insufficient_stock' }, undefined],
  ['no response and no order', { order: undefined, rejection: null }, undefined],
  ['no response and an order', { order: undefined, rejection: null }, {}],
])('accepts %s', (_, record, finalOrder) => {
  expect(check(record, finalOrder)).toEqual([]);
});

it.each<[string, Partial<CustomerRecord>, Partial<FinalOrder> | undefined, RegExp]>([
  ['an accepted order that does not exist', {}, undefined, /does not exist/],
  ['an order of another customer', {}, { user_id: randomUUID() }, /another customer/],
  ['another total', {}, { total_amount: 991 }, /costs 991 instead of 990/],
  ['an order without a final status', {}, { status: 'paid' }, /has no final status/],
  [
    'a confirmed order whose payment was declined',
    { plan: { ...plan, token: 'tok_decline' } },
    {},
    /without a payment/,
  ],
  ['a confirmed order that was cancelled', { cancelled: true }, {}, /although it was cancelled/],
  [
    'a refund that is smaller in the database',
    { refunded: 100 },
    { refunded_amount: 99 },
    /was refunded 100, but the database has 99/,
  ],
  [
    'a rejected order that exists',
    { order: undefined, rejection: 'insufficient_stock' },
    {},
    /was rejected with insuff/,
  ],
])('reports %s', (_, record, finalOrder, line) => {
  expect(check(record, finalOrder)).toEqual([expect.stringMatching(line)]);
});
