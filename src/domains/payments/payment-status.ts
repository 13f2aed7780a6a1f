import type { ChargeStatus, PaymentStatus } from '../../contracts/payments.js';
import { statesBefore } from '../transitions.js';

/**
 * Each payment status and the statuses that may follow it. `pending`: not sent to the gateway yet. `processing`: may have been
 * sent, or waits for the customer or the bank. `authorized`: the amount is held until it is captured or voided. `failed` becomes
 * `refunded` when the gateway captured the money after all. `refunded` becomes `success` when a refund fails later.
 */
const PAYMENT_TRANSITIONS = {
  pending: ['processing', 'failed'],
  processing: ['authorized', 'success', 'failed'],
  authorized: ['success', 'failed'],
  success: ['refunded'],
  failed: ['refunded'],
  refunded: ['success'],
} as const satisfies Record<PaymentStatus, readonly PaymentStatus[]>;

export const PAYMENT_STATUSES = Object.keys(PAYMENT_TRANSITIONS) as PaymentStatus[];

/** The status of a payment after its charge was read. */
export const PAYMENT_STATUS_OF = {
  processing: 'processing',
  requires_action: 'processing',
  authorized: 'authorized',
  succeeded: 'success',
  declined: 'failed',
  canceled: 'failed',
} as const satisfies Record<ChargeStatus, PaymentStatus>;

export function canTransition(from: PaymentStatus, to: PaymentStatus): boolean {
  return statesBefore<PaymentStatus>(PAYMENT_TRANSITIONS, to).includes(from);
}

/** The `failure_reason` of a payment that was voided before it succeeded. No gateway uses it as a decline code. */
export const VOIDED = 'voided';

/** The `failure_reason` of a payment whose charge has another id, amount or currency. A person decides what to do. */
export const MISMATCH = 'charge_mismatch';
