import { VOIDED } from '../../../domains/payments/payment-status.js';

export const UNDO_OUTCOMES = [
  'nothing_charged',
  'voided',
  'refunded',
  'refund_pending',
  'nothing_reserved',
  'released',
  'nothing_to_restock',
  'restocked',
  'order_ended',
  'undone',
] as const;
export type UndoOutcome = (typeof UNDO_OUTCOMES)[number];

interface UndoneOrder {
  /** The ids of the steps that completed. */
  readonly completedSteps: ReadonlySet<string>;
  readonly payment:
    | {
        readonly status: string;
        readonly failureReason: string | null;
        readonly refundedAmount: number;
        readonly transactionId: string | null;
        readonly hasPendingRefund: boolean;
      }
    | undefined;
}

/** What undoing a step did: a step that never completed leaves nothing to undo. */
export function undoOutcome(stepId: string, order: UndoneOrder): UndoOutcome {
  const completed = order.completedSteps.has(stepId);
  switch (stepId) {
    case 'pay':
      return paymentOutcome(order);
    case 'reserve':
      return completed ? 'released' : 'nothing_reserved';
    case 'confirm_stock':
      return completed ? 'restocked' : 'nothing_to_restock';
    case 'create':
      return 'order_ended';
    default:
      return 'undone';
  }
}

function paymentOutcome({ payment }: UndoneOrder): UndoOutcome {
  if (!payment) return 'nothing_charged';
  if (payment.hasPendingRefund) return 'refund_pending';
  if (payment.refundedAmount > 0) return 'refunded';
  // A charge that the gateway knows was voided there; one that was never sent was only closed here.
  return payment.failureReason === VOIDED && payment.transactionId !== null ? 'voided' : 'nothing_charged';
}
