import { continueAsNew } from '@temporalio/workflow';
import type { OtherCharge } from '../contracts/payments.js';
import { payments } from './activities.js';
import { reverseUntilDone } from './reverse-until-done.js';

const OTHER_CHARGE = { id: 'other_charge', name: 'pay', compensation: { name: 'release another charge' } } as const;

/**
 * Voids a charge that an event named and that is not the payment of its order. When the charge has taken money, it is parked
 * until a person has returned the money. It cannot be cancelled.
 */
export async function releaseOtherCharge(charge: OtherCharge): Promise<void> {
  // replay-tested: 2026-11-28, test/replay and test/recovery/parked.test.ts
  if (!(await reverseUntilDone(OTHER_CHARGE, () => payments.releaseOtherCharge(charge)))) {
    await continueAsNew<typeof releaseOtherCharge>(charge);
  }
}
