import { setCurrentDetails } from '@temporalio/workflow';
import type { PaymentRequest } from '../contracts/payments.js';
import { payments } from './activities.js';
import { retryUntilSuccess } from './saga/retry-until-success.js';

/** Refunds a payment that succeeded after its order was cancelled or failed. */
export async function refundLatePayment(charge: PaymentRequest): Promise<void> {
  await retryUntilSuccess(
    'refund',
    () => payments.cancelPayment(charge),
    () => setCurrentDetails('Stuck: refund'),
  );
}
