import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { deriveOrderId } from '../../src/api/orders/idempotency.js';
import type { CustomerRecord } from '../chaos/scenario.js';
import { generatePlan } from '../chaos/plan.js';
import { findBrokenGuarantees, type FinalOrder } from '../chaos/api-guarantees.js';

const USER = randomUUID();
const ID = deriveOrderId(USER, 'key');
const [drawn] = generatePlan({ orders: 35, minutes: 1, seed: 1 }).orders;
if (!drawn) throw new Error('no order was drawn');

const plan = { ...drawn, number: 7, token: 'tok_approve' };
const acknowledged: CustomerRecord = { plan, userId: USER, key: 'key', order: { id: ID, total: 990 }, refunded: 0 };
const confirmed: FinalOrder = { id: ID, user_id: USER, status: 'confirmed', total_amount: 990, refunded_amount: 0 };

const check = (record: Partial<CustomerRecord>, finalOrder?: Partial<FinalOrder>) =>
  findBrokenGuarantees(
    { ...acknowledged, ...record },
    new Map(finalOrder ? [[ID, { ...confirmed, ...finalOrder }]] : []),
  );

it.each<[string, Partial<CustomerRecord>, Partial<FinalOrder> | undefined]>([
  ['an order that is confirmed', {}, {}],
  ['one that was cancelled, and is', { cancelled: true }, { status: 'cancelled' }],
  ['one that was declined', { plan: { ...plan, token: 'tok_decline' } }, { status: 'failed' }],
  ['a refund that is in the books', { refunded: 100 }, { refunded_amount: 100 }],
  ['a refusal of what is not there', { order: undefined, rejection: 'insufficient_stock' }, undefined],
  ['no answer, and no order', { order: undefined, rejection: null }, undefined],
  ['no answer, and an order that its key finds', { order: undefined, rejection: null }, {}],
])('%s is as it was told', (_, record, finalOrder) => {
  expect(check(record, finalOrder)).toEqual([]);
});

it.each<[string, Partial<CustomerRecord>, Partial<FinalOrder> | undefined, RegExp]>([
  ['was acknowledged and is not there', {}, undefined, /is lost/],
  ['is of another customer', {}, { user_id: randomUUID() }, /somebody else/],
  ['costs something else', {}, { total_amount: 991 }, /costs 991 instead of 990/],
  ['has not ended', {}, { status: 'paid' }, /has not ended/],
  ['was declined and is confirmed', { plan: { ...plan, token: 'tok_decline' } }, {}, /without a payment/],
  ['was cancelled and is confirmed', { cancelled: true }, {}, /was to be cancelled/],
  ['was refunded and the books say less', { refunded: 100 }, { refunded_amount: 99 }, /had 100 refunded, and 99 is/],
  ['was refused and is there', { order: undefined, rejection: 'insufficient_stock' }, {}, /was refused as insuff/],
])('an order that %s breaks a promise', (_, record, finalOrder, line) => {
  expect(check(record, finalOrder)).toEqual([expect.stringMatching(line)]);
});
