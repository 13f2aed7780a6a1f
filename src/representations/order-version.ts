/** More changes than a payment can have; any beyond it show up with the order's next change. */
const MAX_PAYMENT_VERSIONS = 10_000;

/** The change counters of an order and its payment, each kept by its own domain. */
interface Versions {
  /** From 1. */
  readonly order: number;
  /** From 1; 0 while there is no payment. */
  readonly payment: number;
}

/**
 * The public version of an order: a number from 1 that grows with each change of the order, its payment or its refunds.
 * Both counters can be recovered from it, so a status change always has the same version, and a stream that resumes
 * from a version sends each missed change exactly once.
 */
export function combineVersions({ order, payment }: Versions): number {
  return (order - 1) * MAX_PAYMENT_VERSIONS + Math.min(payment, MAX_PAYMENT_VERSIONS - 1) + 1;
}

/** The order's own counter at a public version; 0 before the first. */
export function orderVersionAt(version: number): number {
  return Math.ceil(version / MAX_PAYMENT_VERSIONS);
}
