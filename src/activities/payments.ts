import type {
  ComparisonSelection,
  PaymentReconciliationQueries,
  PaymentSelection,
} from '../domains/payments/payment-reconciliation-queries.js';
import type { PaymentsService } from '../domains/payments/payments.service.js';
import type {
  CaptureRequest,
  ComparedPayments,
  Discrepancy,
  OtherCharge,
  PaymentReceipt,
  PaymentRequest,
  RefundReceipt,
  RefundRequest,
} from '../contracts/payments.js';
import type { RefundsService } from '../domains/payments/refunds.service.js';
import type { Payment } from '../domains/payments/payment.entity.js';
import { withHeartbeat } from './heartbeat.js';

/** Activities of the payments worker. Those that call the payment provider send heartbeats and can be cancelled. */
export function createPaymentsActivities(
  payments: PaymentsService,
  refunds: RefundsService,
  reconciliationQueries: PaymentReconciliationQueries,
) {
  return {
    async processPayment(request: PaymentRequest): Promise<PaymentReceipt> {
      return toReceipt(await withHeartbeat((signal) => payments.process(request, signal)));
    },

    async capturePayment(request: CaptureRequest): Promise<PaymentReceipt> {
      return toReceipt(await withHeartbeat((signal) => payments.capture(request, signal)));
    },

    async releaseOtherCharge(charge: OtherCharge): Promise<void> {
      await withHeartbeat((signal) => payments.releaseOtherCharge(charge, signal));
    },

    async cancelPayment(request: PaymentRequest): Promise<void> {
      await withHeartbeat((signal) => payments.cancel(request, signal));
    },

    async refundPayment(request: RefundRequest): Promise<RefundReceipt> {
      const { id, amount } = await withHeartbeat((signal) => refunds.refund(request, signal));
      return { refundId: id, amount };
    },

    findUnsettledPayments: (selection: PaymentSelection) => reconciliationQueries.findUnsettled(selection),

    /** Without a cursor, as workers of version 0.1.0 call it, returns the discrepancies only. */
    comparePayments: (selection: ComparisonSelection): Promise<ComparedPayments | readonly Discrepancy[]> =>
      withHeartbeat(async (signal) => {
        const page = await reconciliationQueries.compare(selection, signal);
        return selection.cursor === undefined ? page.discrepancies : page;
      }),
  };
}

/** An undecided payment is one that `processPayment` must be asked about again. */
function toReceipt({ id, status, transactionId }: Payment): PaymentReceipt {
  const decided = status === 'success' || status === 'authorized';
  return { status: decided ? status : 'requires_action', paymentId: id, transactionId };
}

export type PaymentsActivities = ReturnType<typeof createPaymentsActivities>;
