import type { DataSource, EntityManager } from 'typeorm';
import { uuidV5 } from '../uuid-v5.js';
import type { RefundRequest } from '../../contracts/payments.js';
import {
  PaymentDisputed,
  PaymentNotFound,
  PaymentNotRefundable,
  RefundExceedsPayment,
  RefundIdReused,
} from './errors.js';
import { Dispute } from './dispute.entity.js';
import type { PaymentCapabilities } from './payment-gateway.js';
import { Payment } from './payment.entity.js';
import { recordRefund } from './payment-metrics.js';
import { assertInRefundWindow } from './refund-window.js';
import {
  applyRefundOutcome,
  insertRefund,
  isRejected,
  remainderOf,
  repeatRefund,
  type RefundOutcome,
} from './refund-rows.js';
import { Refund } from './refund.entity.js';

/** A refund that `findOrCreate` returns. */
export interface FoundRefund {
  readonly payment: Payment;
  /** Null when nothing remains and the request accepts less than its amount. */
  readonly refund: Refund | null;
  /** False when an earlier call recorded it: the gateway may know it. */
  readonly isNew: boolean;
}

/** The refunds of a payment that is to be refunded in full. */
export interface RemainderRefunds {
  /** Those that the gateway has not accepted yet. */
  readonly unsent: readonly Refund[];
  /** False when an earlier call recorded them: the gateway may know them. */
  readonly isNew: boolean;
  /** A dispute is open: the unsent refunds wait for its end. */
  readonly disputed: boolean;
}

/**
 * Records refunds. A refund is recorded as `pending` under a lock on its payment before the gateway is called, and pending
 * refunds count as refunded. Concurrent refunds therefore never exceed the captured amount.
 */
export class RefundLedger {
  /** @param capabilities - of the payment provider, whose refund windows the refunds keep */
  constructor(
    private readonly database: DataSource,
    private readonly capabilities: Pick<PaymentCapabilities, 'methods'>,
  ) {}

  /**
   * Records a pending refund, or returns the refund that an earlier call recorded under the same id.
   *
   * @param upToRemainder - refunds what remains when that is less than the amount
   * @throws PaymentNotFound, PaymentNotRefundable, PaymentDisputed, RefundWindowClosed, RefundExceedsPayment, RefundIdReused
   */
  findOrCreate({ refundId, orderId, amount, reason }: RefundRequest, upToRemainder = false): Promise<FoundRefund> {
    return this.database.transaction(async (db) => {
      const payment = await lockPayment(db, { orderId });
      const existing = await db.findOneBy(Refund, { id: refundId });
      if (existing) {
        const sameAmount = upToRemainder || (amount ?? existing.amount) === existing.amount;
        if (existing.paymentId !== payment.id || !sameAmount) throw new RefundIdReused(refundId);
        return { payment, refund: existing, isNew: false };
      }
      if (await hasOpenDispute(db, payment)) throw new PaymentDisputed(payment.id);
      if (upToRemainder && payment.status === 'refunded') return { payment, refund: null, isNew: false };
      if (payment.status !== 'success') throw new PaymentNotRefundable(payment.id, payment.status);
      assertInRefundWindow(this.capabilities, payment);
      const remaining = remainderOf(payment, await findRefunds(db, payment));
      if (upToRemainder && remaining === 0) return { payment, refund: null, isNew: false };
      const allowed = upToRemainder ? Math.min(amount ?? remaining, remaining) : (amount ?? remaining);
      if (remaining === 0 || allowed > remaining) throw new RefundExceedsPayment(payment.id, remaining);
      return {
        payment,
        refund: await insertRefund(db, payment, { id: refundId, amount: allowed, reason }),
        isNew: true,
      };
    });
  }

  /**
   * Records a pending refund of the remainder of a captured payment, unless refunds are unsent: their outcome decides the
   * remainder. Refunds that the gateway has accepted count as refunded. A refund that the gateway rejected is repeated in its row,
   * so that any number of attempts leaves one.
   */
  findOrCreateRemainder(paymentId: string, reason: string): Promise<RemainderRefunds> {
    return this.database.transaction(async (db) => {
      const payment = await lockPayment(db, { id: paymentId });
      const disputed = await hasOpenDispute(db, payment);
      const refunds = await findRefunds(db, payment);
      const unsent = refunds.filter(({ status, gatewayRefundId }) => status === 'pending' && gatewayRefundId === null);
      const remaining = remainderOf(payment, refunds);
      if (remaining === 0 || (unsent.length > 0 && !disputed)) return { unsent, isNew: false, disputed };
      const rejected = refunds.findLast((refund) => refund.reason === reason && isRejected(refund));
      const made = rejected
        ? await repeatRefund(db, rejected, remaining)
        : // Derived from the number of earlier refunds, so that each refund has its own id.
          await insertRefund(db, payment, {
            id: uuidV5(payment.orderId, `refund ${refunds.length}`),
            amount: remaining,
            reason,
          });
      return { unsent: [...unsent, made], isNew: true, disputed };
    });
  }

  /** Records the gateway's answer. An answer that is older than the recorded one changes nothing. */
  async record({ id, paymentId }: Pick<Refund, 'id' | 'paymentId'>, outcome: RefundOutcome): Promise<void> {
    const changed = await this.database.transaction(async (db) => {
      const payment = await lockPayment(db, { id: paymentId });
      return applyRefundOutcome(db, payment, await db.findOneByOrFail(Refund, { id }), outcome);
    });
    if (changed) recordRefund(outcome.status);
  }

  find(refundId: string): Promise<Refund> {
    return this.database.manager.findOneByOrFail(Refund, { id: refundId });
  }

  /** What can still be refunded, in minor units. */
  async remaining(paymentId: string): Promise<number> {
    const { manager } = this.database;
    const payment = await manager.findOneByOrFail(Payment, { id: paymentId });
    return remainderOf(payment, await findRefunds(manager, payment));
  }

  hasPending(paymentId: string): Promise<boolean> {
    return this.database.manager.existsBy(Refund, { paymentId, status: 'pending' });
  }

  hasOpenDispute(paymentId: string): Promise<boolean> {
    return hasOpenDispute(this.database.manager, { id: paymentId });
  }
}

export async function lockPayment(db: EntityManager, criteria: { id: string } | { orderId: string }): Promise<Payment> {
  const payment = await db.findOne(Payment, { where: criteria, lock: { mode: 'pessimistic_write' } });
  if (payment) return payment;
  throw new PaymentNotFound('id' in criteria ? { payment_id: criteria.id } : { order_id: criteria.orderId });
}

function findRefunds(db: EntityManager, payment: Payment): Promise<Refund[]> {
  return db.find(Refund, { where: { paymentId: payment.id }, order: { createdAt: 'ASC', id: 'ASC' } });
}

function hasOpenDispute(db: EntityManager, { id }: Pick<Payment, 'id'>): Promise<boolean> {
  return db.existsBy(Dispute, { paymentId: id, status: 'open' });
}
