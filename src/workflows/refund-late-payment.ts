import { setCurrentDetails } from '@temporalio/workflow';
import type { PaymentRequest } from '../domains/payments/payments.service.js';
import { payments } from './activities.js';
import { retryUntilSuccess } from './saga/saga.js';

export function latePaymentWorkflowId(orderId: string): string {
  return `late-payment-${orderId}`;
}

/** Gives back a payment that succeeded after its order had ended without it. */
export async function refundLatePayment(charge: PaymentRequest): Promise<void> {
  await retryUntilSuccess(
    'refund',
    () => payments.cancelPayment(charge),
    () => setCurrentDetails('Stuck: refund'),
  );
}
