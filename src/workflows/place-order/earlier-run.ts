import { CancellationScope, patched } from '@temporalio/workflow';
import type { OrderRequest, OrderSnapshot, OrderStatus, StoredOrder, Termination } from '../../contracts/orders.js';
import { orders } from '../activities.js';
import { chargeOfOrder } from '../charge-of-order.js';
import { startCancelRun } from './start-cancel-run.js';

/**
 * The stored order, which an earlier run may have created before a reset. Runs of 0.1.0 did not record it, so it is undefined
 * when one of them is replayed.
 */
type Found = StoredOrder | undefined;

/** The earlier run confirmed the order. Its payment may have been refunded since, so it must not be requested again. */
export function isConfirmed(found: Found): found is StoredOrder & { readonly paymentId: string } {
  return found?.status === 'confirmed' && found.paymentId !== null;
}

/** The amount that the order was created with; the prices may have changed since. */
export function storedAmount(found: Found): { readonly amount?: number; readonly currency?: string } {
  return found ? { amount: found.totalAmount, currency: found.currency } : {};
}

/**
 * Finds what an earlier run made of the order. Call it when this run was cancelled or expired. Only the response to the creation
 * tells a run that the order exists, and a run that was reset while its customer acted does not know that the order was confirmed.
 *
 * @param known - the status that this run knows
 * @returns undefined when the order does not exist, has ended, or is as this run knows it
 */
export async function findUnseenOrder(orderId: string, known: OrderStatus | null): Promise<OrderSnapshot | undefined> {
  if (known !== null && known !== 'pending') return undefined;
  // replay-tested: 2026-11-28, test/replay and test/recovery/reset-delayed.test.ts
  if (!patched('find-unseen-order')) return undefined;
  const [found] = await CancellationScope.nonCancellable(() => orders.orderFacts([orderId]));
  if (known !== null) return found?.status === 'confirmed' ? found : undefined;
  return found?.status === 'cancelled' || found?.status === 'failed' ? undefined : found;
}

/** Undoes the steps of an earlier run in a run that has no other task. */
export function cancelUnseenOrder(order: OrderRequest, unseen: OrderSnapshot, ending: Termination): Promise<void> {
  const { orderId, lines = [] } = unseen;
  return startCancelRun({ order, stock: { orderId, lines }, charge: chargeOfOrder(unseen), ending });
}
