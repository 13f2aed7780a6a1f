import { continueAsNew } from '@temporalio/workflow';
import type { PaymentRequest } from '../contracts/payments.js';
import { cancelPayment } from './cancel-payment.js';
import { reverseUntilDone } from './reverse-until-done.js';

const PAY = { id: 'pay', name: 'pay', compensation: { name: 'refund' } } as const;

/** Refunds a payment that succeeded after its order was cancelled or failed. It cannot be cancelled. */
export async function refundLatePayment(charge: PaymentRequest): Promise<void> {
  // replay-tested: 2026-11-28, test/replay and test/recovery/parked.test.ts
  if (!(await reverseUntilDone(PAY, () => cancelPayment(charge)))) {
    await continueAsNew<typeof refundLatePayment>(charge);
  }
}
