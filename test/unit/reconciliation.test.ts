import { expect, it } from 'vitest';
import { remedyFor, type Remedy, type Suspect } from '../../src/workflows/reconciliation.js';

const INNOCENT: Suspect = {
  orderId: 'an order',
  status: 'confirmed',
  running: false,
  holdsStock: false,
  unsettled: false,
  disagreement: null,
};
const KEPT = { ours: 'failed', theirs: 'succeeded' } as const;
const MISSING = { ours: 'success', theirs: 'none' } as const;

it.each<[Partial<Suspect>, Remedy]>([
  [{ status: 'pending', running: true, holdsStock: true, unsettled: true, disagreement: MISSING }, 'leave'],
  [{ status: 'pending' }, 'undo'],
  [{ status: 'pending', holdsStock: true, unsettled: true }, 'undo'],
  [{ status: 'paid' }, 'report'],
  [{ status: 'confirmed' }, 'leave'],
  [{ status: 'confirmed', holdsStock: true }, 'confirm stock'],
  [{ status: 'confirmed', unsettled: true }, 'report'],
  [{ status: 'confirmed', disagreement: MISSING }, 'report'],
  [{ status: 'confirmed', disagreement: KEPT }, 'report'],
  ...(['cancelled', 'failed', null] as const).flatMap((status): [Partial<Suspect>, Remedy][] => [
    [{ status }, 'leave'],
    [{ status, holdsStock: true }, 'close'],
    [{ status, unsettled: true }, 'close'],
    [{ status, disagreement: KEPT }, 'close'],
    [{ status, disagreement: MISSING }, 'report'],
  ]),
])('of %o, the remedy is to %s', (suspect, remedy) => {
  expect(remedyFor({ ...INNOCENT, ...suspect })).toBe(remedy);
});
