import { expect, it } from 'vitest';
import { reasonFor, repairActionFor } from '../../src/workflows/reconcile/repair-action.js';
import type { Candidate, RepairAction } from '../../src/contracts/reconcile.js';

const CONSISTENT: Candidate = {
  orderId: 'an order',
  status: 'confirmed',
  running: false,
  holdsStock: false,
  unsettled: false,
  disagreement: null,
};
const UNRECORDED_CHARGE = { ours: 'failed', theirs: 'succeeded' } as const;
const REFUNDED_THERE = {
  ours: 'success',
  theirs: 'succeeded',
  amounts: { ours: { amount: 10, refundedAmount: 0 }, theirs: { amount: 10, refundedAmount: 5 } },
} as const;
const OTHER_AMOUNT = {
  ours: 'success',
  theirs: 'succeeded',
  amounts: { ours: { amount: 10, refundedAmount: 0 }, theirs: { amount: 11, refundedAmount: 0 } },
} as const;
const UNRECORDED_DISPUTE = { ours: 'success', theirs: 'succeeded', disputesDiffer: true } as const;
const MISSING_CHARGE = { ours: 'success', theirs: 'none' } as const;

it.each<[Partial<Candidate>, RepairAction]>([
  [{ status: 'pending', running: true, holdsStock: true, unsettled: true, disagreement: MISSING_CHARGE }, 'leave'],
  [{ status: 'pending' }, 'undo'],
  [{ status: 'pending', holdsStock: true, unsettled: true }, 'undo'],
  [{ status: 'paid' }, 'report'],
  [{ status: 'confirmed' }, 'leave'],
  [{ status: 'confirmed', holdsStock: true }, 'confirm stock'],
  [{ status: 'confirmed', unsettled: true }, 'report'],
  [{ status: 'confirmed', disagreement: MISSING_CHARGE }, 'report'],
  [{ status: 'confirmed', disagreement: UNRECORDED_CHARGE }, 'report'],
  [{ status: 'confirmed', cancelling: true, disagreement: MISSING_CHARGE }, 'finish cancellation'],
  [{ status: 'confirmed', cancelling: true, running: true }, 'leave'],
  [{ status: 'confirmed', unsettled: true, refundPending: true }, 'finish refund'],
  [{ status: 'confirmed', soldStock: true }, 'leave'],
  [{ status: 'confirmed', disagreement: OTHER_AMOUNT }, 'report'],
  [{ status: 'confirmed', unsettled: true, refundPending: true, notFollowed: true }, 'finish refund'],
  [{ status: 'confirmed', cancelling: true, returnPending: true }, 'finish cancellation'],
  ...(['cancelled', 'failed', null] as const).flatMap((status): [Partial<Candidate>, RepairAction][] => [
    [{ status }, 'leave'],
    [{ status, notFollowed: true, unsettled: true, refundPending: true }, 'close'],
    [{ status, holdsStock: true }, 'close'],
    [{ status, soldStock: true }, 'close'],
    [{ status, unsettled: true }, 'close'],
    [{ status, disagreement: UNRECORDED_CHARGE }, 'close'],
    [{ status, disagreement: MISSING_CHARGE }, 'report'],
    [{ status, disagreement: { ours: 'failed', theirs: 'declined' } }, 'report'],
    [{ status, disagreement: { ours: 'refunded', theirs: 'succeeded' } }, 'report'],
  ]),
  ...(['confirmed', 'cancelled', 'failed', null] as const).flatMap((status): [Partial<Candidate>, RepairAction][] => [
    [{ status, disagreement: REFUNDED_THERE }, 'take over'],
    [{ status, disagreement: UNRECORDED_DISPUTE }, 'take over'],
    [{ status, notFollowed: true }, 'take over'],
    [{ status, returnPending: true }, 'finish return'],
    [{ status, returnPending: true, disagreement: OTHER_AMOUNT }, 'finish return'],
  ]),
])('for %o, the repair action is to %s', (candidate, action) => {
  expect(repairActionFor({ ...CONSISTENT, ...candidate })).toBe(action);
});

it.each<[Partial<Candidate>, string]>([
  [{}, 'the data is consistent'],
  [{ status: 'pending', holdsStock: true }, 'no workflow handles the pending order; stock is still reserved'],
  [{ cancelling: true, soldStock: true }, 'its cancellation did not complete'],
  [{ status: 'cancelled', soldStock: true }, 'stock is still confirmed'],
  [{ unsettled: true }, 'the payment has no outcome'],
  [{ unsettled: true, refundPending: true }, 'a refund has no outcome'],
  [{ disagreement: MISSING_CHARGE }, 'the payment is success, the charge at the provider none'],
  [
    { disagreement: { ...MISSING_CHARGE, rejection: 'no such charge' } },
    'the payment is success and cannot be compared: no such charge',
  ],
  [
    { disagreement: REFUNDED_THERE },
    'the payment is 10 with 0 refunded, the charge at the provider 10 with 5 refunded',
  ],
  [{ disagreement: UNRECORDED_DISPUTE }, 'the provider has a dispute that is not recorded'],
  [{ notFollowed: true }, 'no workflow follows its refunds and disputes'],
  [{ returnPending: true }, 'a return did not complete'],
])('describes %o as "%s"', (candidate, reason) => {
  expect(reasonFor({ ...CONSISTENT, ...candidate })).toBe(reason);
});
