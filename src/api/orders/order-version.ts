/** More changes of one payment than it can have; those beyond are told with the order's next change. */
const MAX_PAYMENT_VERSIONS = 10_000;

/** How often an order was changed, and its payment meanwhile. */
export interface Versions {
  /** From 1. */
  readonly order: number;
  /** From 1; 0 while there is no payment. */
  readonly payment: number;
}

/**
 * The version that the world is told: one number, from 1, that grows with each change of the order, of its payment or of
 * the payment's refunds. The two are counted apart, each by its own domain, and both can be read from it again: so the
 * version of a status change is the same whenever it is told, and whoever comes back with a version is told what they
 * missed and nothing twice.
 */
export function combineVersions({ order, payment }: Versions): number {
  return (order - 1) * MAX_PAYMENT_VERSIONS + Math.min(payment, MAX_PAYMENT_VERSIONS - 1) + 1;
}

/** The order's own count of changes at a version; 0 at 0, before the first. */
export function orderVersionAt(version: number): number {
  return Math.ceil(version / MAX_PAYMENT_VERSIONS);
}
