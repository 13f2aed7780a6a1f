import type { StoredOrder } from '../../contracts/orders.js';

/**
 * What a run finds that repeats an earlier one of its order, after a reset. Runs of 0.1.0 recorded no stored order when they
 * created it, so a replay of one finds nothing.
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
