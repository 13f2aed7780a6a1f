import type { PaymentRequest, PaymentsService } from '../domains/payments/payments.service.js';
import { withHeartbeat } from './heartbeat.js';

export interface PaymentReceipt {
  readonly paymentId: string;
  readonly transactionId: string | null;
}

/** Activities of the payments worker: each waits for a gateway, so they heartbeat and can be cancelled. */
export function createPaymentsActivities(payments: PaymentsService) {
  return {
    async processPayment(request: PaymentRequest): Promise<PaymentReceipt> {
      const { id, transactionId } = await withHeartbeat((signal) => payments.process(request, signal));
      return { paymentId: id, transactionId };
    },

    async cancelPayment(request: PaymentRequest): Promise<void> {
      await withHeartbeat((signal) => payments.cancel(request, signal));
    },
  };
}

export type PaymentsActivities = ReturnType<typeof createPaymentsActivities>;
