import type { StoredOrder } from '../../contracts/orders.js';

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
