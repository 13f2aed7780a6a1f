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
  ...(['cancelled', 'failed', null] as const).flatMap((status): [Partial<Candidate>, RepairAction][] => [
    [{ status }, 'leave'],
    [{ status, holdsStock: true }, 'close'],
    [{ status, soldStock: true }, 'close'],
    [{ status, unsettled: true }, 'close'],
    [{ status, disagreement: UNRECORDED_CHARGE }, 'close'],
    [{ status, disagreement: MISSING_CHARGE }, 'report'],
    [{ status, disagreement: { ours: 'failed', theirs: 'declined' } }, 'report'],
    [{ status, disagreement: { ours: 'refunded', theirs: 'succeeded' } }, 'report'],
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
    {
      disagreement: {
        ...{ ours: 'success', theirs: 'succeeded' },
        amounts: { ours: { amount: 10, refundedAmount: 0 }, theirs: { amount: 10, refundedAmount: 5 } },
      },
    },
    'the payment is 10 with 0 refunded, the charge at the provider 10 with 5 refunded',
  ],
])('describes %o as "%s"', (candidate, reason) => {
  expect(reasonFor({ ...CONSISTENT, ...candidate })).toBe(reason);
});
