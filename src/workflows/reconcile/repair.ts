import { ApplicationFailure } from '@temporalio/workflow';
import type { StockRequest } from '../../contracts/inventory.js';
import { RUN_LOST, type OrderSnapshot, type Termination } from '../../contracts/orders.js';
import type { CancelledPayment } from '../../contracts/payments.js';
import type { RepairAction } from '../../contracts/reconcile.js';
import { chargeOfOrder } from '../charge-of-order.js';
import { startFollowPayment } from '../start-follow-payment.js';
import { startReturn } from '../start-return.js';
import {
  cancelPayment,
  comparePayments,
  confirmStock,
  endOrder,
  followPayment,
  refundPayment,
  restock,
} from './activities.js';
import { toComparedPayments } from './candidates.js';
import type { Snapshot } from './snapshot.js';

const CANCEL_REQUESTED: Termination = { status: 'cancelled', reason: 'cancel_requested', actor: 'system' };

/** Repairs a candidate. Every repair is idempotent. */
export async function repair(action: RepairAction, snapshot: Snapshot): Promise<void> {
  switch (action) {
    case 'undo':
      return cancel(snapshot, RUN_LOST);
    case 'finish cancellation':
      return cancel(snapshot, CANCEL_REQUESTED);
    case 'close':
      return cancel(snapshot, null);
    case 'confirm stock':
      if (snapshot.stock) await confirmStock(snapshot.stock);
      return;
    case 'finish refund':
      for (const refund of snapshot.unsettled?.pendingRefunds ?? []) await refundPayment(refund);
      return takeOver(snapshot);
    case 'finish return':
      for (const request of snapshot.lostReturns) await startReturn(request);
      return;
    case 'take over':
      return takeOver(snapshot);
    // Found by its run and not by its order: `releaseLostCharges`.
    case 'release charge':
    case 'leave':
    case 'report':
      return;
  }
}

/**
 * Records the refunds and disputes that the provider has. A run follows those that are undecided, and owed money.
 *
 * @throws when the payment still differs from its charge
 */
async function takeOver({ candidate: { orderId, disagreement } }: Snapshot): Promise<void> {
  const { settled } = await followPayment({ orderId, retry: false });
  if (!settled) await startFollowPayment(orderId);
  if (!disagreement) return;
  const now = new Date().toISOString();
  const selection = { before: now, after: now, limit: 1, cursor: null, orderIds: [orderId] };
  const { discrepancies } = toComparedPayments(await comparePayments(selection));
  if (discrepancies.length > 0)
    throw ApplicationFailure.nonRetryable("the provider's refunds and disputes do not explain the difference");
}

/**
 * Refunds or voids the payment, returns the stock and ends the order. Returns the stock even when the payment cannot be
 * returned; the order then keeps its status, so that the next reconciliation tries again.
 *
 * @param termination - null when the order has ended
 */
async function cancel(snapshot: Snapshot, termination: Termination | null): Promise<void> {
  const { order, unsettled, discrepancy } = snapshot;
  // Without a flagged payment, cancelling records a voided one, which rejects a late charge. A tombstone has no amount.
  const charge = unsettled ?? discrepancy?.payment ?? (order && order.amount > 0 ? chargeOfOrder(order) : undefined);
  const stock = toStockRequest(snapshot);
  const [paymentCancelled, restocked] = await Promise.allSettled([
    charge ? cancelPayment(charge).then(followPendingRefund(charge.orderId)) : undefined,
    stock ? restock(stock) : undefined,
  ]);
  if (paymentCancelled.status === 'rejected') throw paymentCancelled.reason;
  if (restocked.status === 'rejected') throw restocked.reason;
  if (termination && order) await endOrder({ order: toOrderRequest(order), ending: termination });
}

const followPendingRefund =
  (orderId: string) =>
  // Workers of version 0.1.0 return nothing.
  async (cancelled: CancelledPayment | undefined | null): Promise<void> => {
    if (cancelled?.refundPending) await startFollowPayment(orderId);
  };

/** The held stock and the lines of the order. A line without stock gets a tombstone, which rejects a late reservation. */
function toStockRequest({ candidate: { orderId }, order, stock }: Snapshot): StockRequest | undefined {
  const lines = [...(stock?.lines ?? []), ...(stock?.confirmedLines ?? [])];
  const missing = (order?.lines ?? []).filter(({ productId }) => !lines.some((line) => line.productId === productId));
  const all = [...lines, ...missing];
  return all.length > 0 ? { orderId, lines: all } : undefined;
}

function toOrderRequest({ orderId, userId, paymentMethod, requestFingerprint }: OrderSnapshot) {
  return { orderId, userId, paymentMethod, requestFingerprint };
}
