import type { DataSource, EntityManager } from 'typeorm';
import { PaymentNotFound, PaymentNotRefundable, RefundExceedsPayment, RefundIdReused } from './errors.js';
import { Payment } from './payment.entity.js';
import { refundStatusesBefore } from './refund-status.js';
import { Refund } from './refund.entity.js';
import { uuidV5 } from '../uuid-v5.js';
import type { RefundRequest } from '../../contracts/payments.js';

/**
 * The refunds we made and promised. What is promised counts as gone: it is recorded, under the lock of the payment's row,
 * before the gateway is asked, so that refunds at once never add up to more than was captured.
 */
export class RefundLedger {
  constructor(private readonly database: DataSource) {}

  /**
   * Promises a refund, or finds it as an earlier call left it.
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
   * Promises what is left of a captured payment, unless refunds are on their way: what those leave is known later.
   *
   * @returns the refunds to ask the gateway for; none when all is returned
   */
  findOrCreateRemainder(paymentId: string, reason: string): Promise<Refund[]> {
    return this.database.transaction(async (db) => {
      const payment = await lockPayment(db, { id: paymentId });
      const refunds = await findRefunds(db, payment);
      const pending = refunds.filter(({ status }) => status === 'pending');
      const remaining = payment.amount - refundedOrPending(refunds);
      if (pending.length > 0 || remaining === 0) return pending;
      // Follows from the order and the refunds that ended before: another one only after those.
      const id = uuidV5(payment.orderId, `refund ${refunds.length}`);
      return [await insertRefund(db, payment, { id, amount: remaining, reason })];
    });
  }

  /** Records that the gateway made a refund, and that the payment is that much less; harmless when that was done. */
  async markSucceeded(refundId: string, gatewayRefundId: string): Promise<void> {
    await this.database.query(
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

  /** Records that the gateway refused a refund for good, which frees its amount. */
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

/** What refunds took of a payment, and will. Minor units. */
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
