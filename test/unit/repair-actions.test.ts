import { expect, it } from 'vitest';
import { repairActionFor } from '../../src/workflows/reconcile/repair-action.js';
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
  ...(['cancelled', 'failed', null] as const).flatMap((status): [Partial<Candidate>, RepairAction][] => [
    [{ status }, 'leave'],
    [{ status, holdsStock: true }, 'close'],
    [{ status, unsettled: true }, 'close'],
    [{ status, disagreement: UNRECORDED_CHARGE }, 'close'],
    [{ status, disagreement: MISSING_CHARGE }, 'report'],
    [{ status, disagreement: { ours: 'failed', theirs: 'declined' } }, 'report'],
    [{ status, disagreement: { ours: 'refunded', theirs: 'succeeded' } }, 'report'],
  ]),
])('for %o, the repair action is to %s', (candidate, action) => {
  expect(repairActionFor({ ...CONSISTENT, ...candidate })).toBe(action);
});
