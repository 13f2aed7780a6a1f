/** What an activity does for an order: it runs or undoes a step of the placement, or serves a refund, a return or the payment. */
export interface ActivityRole {
  readonly kind: 'step' | 'compensation' | 'refund' | 'return' | 'follow_up';
  /** The id of the step, or the name of the part. */
  readonly code: string;
}

const step = (code: string): ActivityRole => ({ kind: 'step', code });
const compensation = (code: string): ActivityRole => ({ kind: 'compensation', code });

/** The role of each activity. Activities without an entry are details that a timeline leaves out. */
export const ACTIVITY_ROLES: Readonly<Record<string, ActivityRole>> = {
  priceOrder: step('price'),
  reserveStock: step('reserve'),
  createOrder: step('create'),
  processPayment: step('pay'),
  confirmStock: step('confirm_stock'),
  capturePayment: step('capture'),
  confirmOrder: step('confirm_order'),
  releaseStock: compensation('reserve'),
  endOrder: compensation('create'),
  cancelPayment: compensation('pay'),
  restock: compensation('confirm_stock'),
  releaseOtherCharge: compensation('other_charge'),
  refundPayment: { kind: 'refund', code: 'refund' },
  recordReturn: { kind: 'return', code: 'record' },
  refundReturn: { kind: 'return', code: 'refund' },
  receiveReturn: { kind: 'return', code: 'receive' },
  completeReturn: { kind: 'return', code: 'complete' },
  withdrawReturn: { kind: 'return', code: 'withdraw' },
  followPayment: { kind: 'follow_up', code: 'look_up' },
};
