import type { EntityManager } from 'typeorm';
import { uuidV5 } from '../uuid-v5.js';
import type { Payment } from './payment.entity.js';
import { DISPUTE_LOST } from './refund-reasons.js';
import { HELD_REFUND_STATUSES, refundStatusesBefore, type RefundStatus } from './refund-status.js';
import { Refund } from './refund.entity.js';

/** The state of a refund at the gateway. */
export interface RefundOutcome {
  readonly status: RefundStatus;
  /** Null when the gateway did not create the refund. */
  readonly gatewayRefundId: string | null;
  /** Set for `failed` and `canceled`. */
  readonly failureReason: string | null;
}

/** What can still be refunded of a payment, in minor units. */
export function remainderOf(payment: Payment, refunds: readonly Refund[]): number {
  return refunds
    .filter(({ status }) => HELD_REFUND_STATUSES.includes(status))
    .reduce((remaining, { amount }) => remaining - amount, payment.amount);
}

export async function insertRefund(
  db: EntityManager,
  payment: Payment,
  refund: Pick<Refund, 'id' | 'amount' | 'reason'>,
): Promise<Refund> {
  await db.insert(Refund, { ...refund, paymentId: payment.id, status: 'pending' });
  return db.findOneByOrFail(Refund, { id: refund.id });
}

/** The gateway did not accept the refund, so it has no money of it to return. */
export function isRejected({ status, gatewayRefundId, failureReason }: Refund): boolean {
  return status === 'failed' && gatewayRefundId === null && failureReason !== DISPUTE_LOST;
}

/** Makes a rejected refund pending again, under a new id: a gateway repeats its answer to a key. */
export async function repeatRefund(db: EntityManager, rejected: Refund, amount: number): Promise<Refund> {
  const id = uuidV5(rejected.id, 'repeated');
  await db.query(
    `UPDATE payments.refunds SET id = $2, amount = $3, status = 'pending', failure_reason = NULL, created_at = now(), updated_at = now()
     WHERE id = $1`,
    [rejected.id, id, amount],
  );
  return db.findOneByOrFail(Refund, { id });
}

/**
 * Changes a refund and the refunded amount of its payment. The caller must hold the lock on the payment; all changes of refunds
 * take it first, so that they never deadlock.
 *
 * @returns whether the status changed; false for an outcome that may not follow the recorded status, because it is older
 */
export async function applyRefundOutcome(
  db: EntityManager,
  payment: Payment,
  refund: Refund,
  { status, gatewayRefundId, failureReason }: RefundOutcome,
): Promise<boolean> {
  const accepted = status === 'pending' && refund.status === 'pending' && refund.gatewayRefundId === null;
  if (!accepted && !refundStatusesBefore(status).includes(refund.status)) return false;
  await db.query(
    `UPDATE payments.refunds
     SET status = $2, gateway_refund_id = coalesce($3, gateway_refund_id), failure_reason = $4, updated_at = now()
     WHERE id = $1`,
    [refund.id, status, gatewayRefundId, failureReason],
  );
  const added = amountIfSucceeded(status, refund) - amountIfSucceeded(refund.status, refund);
  if (added !== 0) {
    await db.query(
      `UPDATE payments.payments
       SET refunded_amount = refunded_amount + $2, updated_at = now(),
           status = CASE WHEN refunded_amount + $2 = amount THEN 'refunded' WHEN status = 'refunded' THEN 'success' ELSE status END,
           failure_reason = CASE WHEN refunded_amount + $2 < amount THEN failure_reason END
       WHERE id = $1`,
      [payment.id, added],
    );
  }
  return status !== refund.status;
}

function amountIfSucceeded(status: RefundStatus, { amount }: Refund): number {
  return status === 'succeeded' ? amount : 0;
}
