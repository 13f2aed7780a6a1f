import type { PaymentStatus } from '../../contracts/payments.js';
import { statesBefore } from '../transitions.js';

/**
 * The life of a payment. `pending`: recorded, nothing sent yet; `processing`: the gateway may have been asked, and the
 * customer may have to act; `failed` becomes `refunded` when the gateway took the money after all.
 */
const PAYMENT_TRANSITIONS = {
  pending: ['processing', 'failed'],
  processing: ['success', 'failed'],
  success: ['refunded'],
  failed: ['refunded'],
  refunded: [],
} as const satisfies Record<PaymentStatus, readonly PaymentStatus[]>;

export const PAYMENT_STATUSES = Object.keys(PAYMENT_TRANSITIONS) as PaymentStatus[];

export function canTransition(from: PaymentStatus, to: PaymentStatus): boolean {
  return statesBefore<PaymentStatus>(PAYMENT_TRANSITIONS, to).includes(from);
}

/** `failure_reason` of a payment that was called off before it succeeded; no gateway gives it as a decline code. */
export const VOIDED = 'voided';
