import { CancellationScope, setCurrentDetails } from '@temporalio/workflow';
import type { PaymentRequest } from '../contracts/payments.js';
import { payments } from './activities.js';
import { retryUntilSuccess } from './saga/retry-until-success.js';

/** Refunds a payment that succeeded after its order was cancelled or failed. It cannot be cancelled: the money is due. */
export async function refundLatePayment(charge: PaymentRequest): Promise<void> {
  await CancellationScope.nonCancellable(() =>
    retryUntilSuccess(
      'refund',
      () => payments.cancelPayment(charge),
      () => setCurrentDetails('Stuck: refund'),
    ),
  );
}
