import type {
  ComparisonSelection,
  PaymentReconciliationQueries,
  PaymentSelection,
} from '../domains/payments/payment-reconciliation-queries.js';
import type { PaymentFollowUpService } from '../domains/payments/payment-follow-up.service.js';
import type { PaymentsService } from '../domains/payments/payments.service.js';
import type {
  CancelledPayment,
  CaptureRequest,
  ComparedPayments,
  Discrepancy,
  FollowedPayment,
  FollowUpRequest,
  OtherCharge,
  PaymentReceipt,
  PaymentRequest,
  RefundReceipt,
  RefundRequest,
} from '../contracts/payments.js';
import type { Pseudonymization } from '../contracts/erasure.js';
import type { Refund } from '../domains/payments/refund.entity.js';
import type { RefundsService } from '../domains/payments/refunds.service.js';
import type { Payment } from '../domains/payments/payment.entity.js';
import { withHeartbeat } from './heartbeat.js';

/** Activities of the payments worker. Those that call the payment provider send heartbeats and can be cancelled. */
export function createPaymentsActivities(
  payments: PaymentsService,
  refunds: RefundsService,
  followUp: PaymentFollowUpService,
  reconciliationQueries: PaymentReconciliationQueries,
) {
  return {
    async processPayment(request: PaymentRequest): Promise<PaymentReceipt> {
      return toPaymentReceipt(await withHeartbeat((signal) => payments.process(request, signal)));
    },

    async capturePayment(request: CaptureRequest): Promise<PaymentReceipt> {
      return toPaymentReceipt(await withHeartbeat((signal) => payments.capture(request, signal)));
    },

    async releaseOtherCharge(charge: OtherCharge): Promise<void> {
      await withHeartbeat((signal) => payments.releaseOtherCharge(charge, signal));
    },

    cancelPayment: (request: PaymentRequest): Promise<CancelledPayment> =>
      withHeartbeat(async (signal) => {
        const { id, status, transactionId } = await payments.cancel(request, signal);
        const mayBePending = transactionId !== null && status !== 'refunded';
        return { refundPending: mayBePending && (await refunds.hasPending(id)) };
      }),

    async refundPayment(request: RefundRequest): Promise<RefundReceipt> {
      return toReceipt(await withHeartbeat((signal) => refunds.refund(request, signal)));
    },

    /** Refunds returned lines: their price, or what remains of the payment. */
    async refundReturn(request: RefundRequest): Promise<RefundReceipt | null> {
      const refund = await withHeartbeat((signal) => refunds.refundUpTo(request, signal));
      return refund && toReceipt(refund);
    },

    followPayment: ({ orderId, retry }: FollowUpRequest): Promise<FollowedPayment> =>
      withHeartbeat((signal) => followUp.follow(orderId, retry, signal)),

    pseudonymizePayments: (request: Pseudonymization): Promise<number> => payments.pseudonymize(request),

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
function toPaymentReceipt({ id, status, transactionId }: Payment): PaymentReceipt {
  const decided = status === 'success' || status === 'authorized';
  return { status: decided ? status : 'requires_action', paymentId: id, transactionId };
}

function toReceipt({ id, amount, status }: Refund): RefundReceipt {
  return { refundId: id, amount, status: status === 'pending' ? 'pending' : 'succeeded' };
}

export type PaymentsActivities = ReturnType<typeof createPaymentsActivities>;
