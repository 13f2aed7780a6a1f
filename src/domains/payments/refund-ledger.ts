import type { DataSource, EntityManager } from 'typeorm';
import { PaymentNotFound, PaymentNotRefundable, RefundExceedsPayment, RefundIdReused } from './errors.js';
import { Payment } from './payment.entity.js';
import { refundStatusesBefore } from './refund-status.js';
import { Refund } from './refund.entity.js';
import { uuidV5 } from '../uuid-v5.js';
import type { RefundRequest } from '../../contracts/payments.js';

/** The `reason` of a refund that was not requested by this service: it is recorded because the provider has made it. */
const REFUNDED_AT_PROVIDER = 'refunded_at_provider';

/**
 * Records refunds. A refund is recorded as `pending` under a lock on its payment before the gateway is called, and pending
 * refunds count as refunded. Concurrent refunds therefore never exceed the captured amount.
 */
export class RefundLedger {
  constructor(private readonly database: DataSource) {}

  /**
   * Records a pending refund, or returns the refund that an earlier call recorded under the same id.
   *
   * @throws PaymentNotFound, PaymentNotRefundable, RefundExceedsPayment, RefundIdReused
   */
  findOrCreate({ refundId, orderId, amount, reason }: RefundRequest): Promise<{ payment: Payment; refund: Refund }> {
    return this.database.transaction(async (db) => {
      const payment = await lockPayment(db, { orderId });
      const existing = await db.findOneBy(Refund, { id: refundId });
      if (existing) {
        const same = existing.paymentId === payment.id && (amount ?? existing.amount) === existing.amount;
        if (!same) throw new RefundIdReused(refundId);
        return { payment, refund: existing };
      }
      if (payment.status !== 'success') throw new PaymentNotRefundable(payment.id, payment.status);
      const remaining = payment.amount - refundedOrPending(await findRefunds(db, payment));
      if (remaining === 0 || (amount ?? remaining) > remaining) throw new RefundExceedsPayment(payment.id, remaining);
      return {
        payment,
        refund: await insertRefund(db, payment, { id: refundId, amount: amount ?? remaining, reason }),
      };
    });
  }

  /**
   * Records a pending refund of the remainder of a captured payment, unless refunds are pending: their outcome decides the
   * remainder.
   *
   * @returns the refunds to request from the gateway; none when the payment is refunded in full
   */
  findOrCreateRemainder(paymentId: string, reason: string): Promise<Refund[]> {
    return this.database.transaction(async (db) => {
      const payment = await lockPayment(db, { id: paymentId });
      const refunds = await findRefunds(db, payment);
      const pending = refunds.filter(({ status }) => status === 'pending');
      const remaining = payment.amount - refundedOrPending(refunds);
      if (pending.length > 0 || remaining === 0) return pending;
      // Derived from the number of earlier refunds, so that a repeated call uses the same id and a failed refund gets a new one.
      const id = uuidV5(payment.orderId, `refund ${refunds.length}`);
      return [await insertRefund(db, payment, { id, amount: remaining, reason })];
    });
  }

  /**
   * Records as a succeeded refund what the provider has refunded beyond the succeeded and pending refunds.
   *
   * @param refundedAmount - minor units that the provider has refunded in total
   * @returns false when there is nothing to record
   */
  adopt(paymentId: string, refundedAmount: number): Promise<boolean> {
    return this.database.transaction(async (db) => {
      const payment = await lockPayment(db, { id: paymentId });
      const unrecorded = Math.min(refundedAmount, payment.amount) - refundedOrPending(await findRefunds(db, payment));
      if (unrecorded <= 0) return false;
      const id = uuidV5(payment.orderId, `refunded at the provider: ${refundedAmount}`);
      await insertRefund(db, payment, { id, amount: unrecorded, reason: REFUNDED_AT_PROVIDER });
      await this.markSucceeded(id, null, db);
      return true;
    });
  }

  /**
   * Marks the refund as succeeded and adds it to the payment's refunded amount. Idempotent.
   *
   * @param gatewayRefundId - null when the refund was not requested by this service
   */
  async markSucceeded(
    refundId: string,
    gatewayRefundId: string | null,
    db: Pick<EntityManager, 'query'> = this.database,
  ): Promise<void> {
    await db.query(
      `WITH made AS (
         UPDATE payments.refunds SET status = 'succeeded', gateway_refund_id = $2, updated_at = now()
         WHERE id = $1 AND status = ANY ($3)
         RETURNING payment_id, amount
       )
       UPDATE payments.payments p
       SET refunded_amount = p.refunded_amount + made.amount, updated_at = now(),
           status = CASE WHEN p.refunded_amount + made.amount = p.amount THEN 'refunded' ELSE p.status END,
           failure_reason = CASE WHEN p.refunded_amount + made.amount < p.amount THEN p.failure_reason END
       FROM made WHERE p.id = made.payment_id`,
      [refundId, gatewayRefundId, refundStatusesBefore('succeeded')],
    );
  }

  /** Marks the refund as failed, which makes its amount refundable again. */
  async markFailed(refundId: string, failureReason: string): Promise<void> {
    await this.database.query(
      `UPDATE payments.refunds SET status = 'failed', failure_reason = $2, updated_at = now()
       WHERE id = $1 AND status = ANY ($3)`,
      [refundId, failureReason, refundStatusesBefore('failed')],
    );
  }

  find(refundId: string): Promise<Refund> {
    return this.database.manager.findOneByOrFail(Refund, { id: refundId });
  }
}

async function lockPayment(db: EntityManager, criteria: { id: string } | { orderId: string }): Promise<Payment> {
  const payment = await db.findOne(Payment, { where: criteria, lock: { mode: 'pessimistic_write' } });
  if (payment) return payment;
  throw new PaymentNotFound('id' in criteria ? { payment_id: criteria.id } : { order_id: criteria.orderId });
}

function findRefunds(db: EntityManager, payment: Payment): Promise<Refund[]> {
  return db.findBy(Refund, { paymentId: payment.id });
}

/** The sum of succeeded and pending refunds, in minor units. */
function refundedOrPending(refunds: readonly Refund[]): number {
  return refunds.filter(({ status }) => status !== 'failed').reduce((sum, { amount }) => sum + amount, 0);
}

async function insertRefund(
  db: EntityManager,
  payment: Payment,
  refund: Pick<Refund, 'id' | 'amount' | 'reason'>,
): Promise<Refund> {
  await db.insert(Refund, { ...refund, paymentId: payment.id, status: 'pending' });
  return db.findOneByOrFail(Refund, { id: refund.id });
}
