import type { DataSource } from 'typeorm';

interface OfPayment {
  readonly orderId: string;
  /** Minor units of `currency`. */
  readonly amount: number;
  readonly currency: string;
  readonly since: Date;
}

export interface OpenDispute extends OfPayment {
  readonly disputeId: string;
  readonly reason: string;
  readonly evidenceDueAt: Date | null;
}

export interface FailedRefund extends OfPayment {
  readonly refundId: string;
  readonly reason: string;
}

export interface UndecidedPayment extends OfPayment {
  readonly paymentId: string;
  readonly status: string;
}

/** Finds payments that an operator should look at. */
export class PaymentAttentionQueries {
  constructor(private readonly database: DataSource) {}

  /** Disputes that the bank has not decided, the next deadline first. */
  findOpenDisputes(limit: number): Promise<OpenDispute[]> {
    return this.database.query(
      `SELECT d.id AS "disputeId", p.order_id AS "orderId", d.amount::float8 AS amount, d.currency, d.reason,
              d.evidence_due_at AS "evidenceDueAt", d.created_at AS since
       FROM payments.disputes d JOIN payments.payments p ON p.id = d.payment_id
       WHERE d.status = 'open' ORDER BY d.evidence_due_at NULLS LAST, d.created_at LIMIT $1`,
      [limit],
    );
  }

  /** Refunds that failed and that no later refund of the payment replaces, the newest first. */
  findFailedRefunds(limit: number): Promise<FailedRefund[]> {
    return this.database.query(
      `SELECT r.id AS "refundId", p.order_id AS "orderId", r.amount::float8 AS amount, p.currency,
              r.failure_reason AS reason, r.updated_at AS since
       FROM payments.refunds r JOIN payments.payments p ON p.id = r.payment_id
       WHERE r.status IN ('failed', 'canceled') AND p.refunded_amount < p.amount
         AND NOT EXISTS (SELECT FROM payments.refunds later
                         WHERE later.payment_id = r.payment_id AND later.status IN ('pending', 'succeeded')
                           AND later.created_at > r.created_at)
       ORDER BY r.updated_at DESC LIMIT $1`,
      [limit],
    );
  }

  /** Payments that have been undecided for some seconds although no customer is asked to act, the oldest first. */
  findUndecided(forSeconds: number, limit: number): Promise<UndecidedPayment[]> {
    return this.database.query(
      `SELECT id AS "paymentId", order_id AS "orderId", amount::float8 AS amount, currency, status, updated_at AS since
       FROM payments.payments
       WHERE status IN ('pending', 'processing', 'authorized') AND redirect_url IS NULL
         AND updated_at < now() - $1 * interval '1 second'
       ORDER BY updated_at LIMIT $2`,
      [forSeconds, limit],
    );
  }
}
