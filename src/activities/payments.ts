import type { PaymentReconciliationQueries } from '../domains/payments/payment-reconciliation-queries.js';
import type { PaymentsService } from '../domains/payments/payments.service.js';
import type { PaymentReceipt, PaymentRequest, RefundReceipt, RefundRequest } from '../contracts/payments.js';
import type { RefundsService } from '../domains/payments/refunds.service.js';
import { withHeartbeat } from './heartbeat.js';

/** Activities of the payments worker. Those that call the payment provider send heartbeats and can be cancelled. */
export function createPaymentsActivities(
  payments: PaymentsService,
  refunds: RefundsService,
  reconciliationQueries: PaymentReconciliationQueries,
) {
  return {
    async processPayment(request: PaymentRequest): Promise<PaymentReceipt> {
      const { id, status, transactionId } = await withHeartbeat((signal) => payments.process(request, signal));
      return { status: status === 'success' ? 'success' : 'requires_action', paymentId: id, transactionId };
    },

    async cancelPayment(request: PaymentRequest): Promise<void> {
      await withHeartbeat((signal) => payments.cancel(request, signal));
    },

    async refundPayment(request: RefundRequest): Promise<RefundReceipt> {
      const { id, amount } = await withHeartbeat((signal) => refunds.refund(request, signal));
      return { refundId: id, amount };
    },

    findUnsettledPayments: ({ before, limit }: { before: string; limit: number }) =>
      reconciliationQueries.findUnsettled(before, limit),

    comparePayments: ({ after, before, limit }: { after: string; before: string; limit: number }) =>
      withHeartbeat((signal) => reconciliationQueries.findDiscrepancies(after, before, limit, signal)),
  };
}

export type PaymentsActivities = ReturnType<typeof createPaymentsActivities>;
