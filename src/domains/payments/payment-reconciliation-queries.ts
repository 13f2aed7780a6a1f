import type { DataSource } from 'typeorm';
import {
  toNewPayment,
  type ComparedPayments,
  type Discrepancy,
  type NewPayment,
  type UnsettledPayment,
} from '../../contracts/payments.js';
import { findDiscrepancy, toUnreadable, type SettledPayment } from './compare-payment.js';
import { GatewayUnavailable } from './errors.js';
import type { PaymentGateway } from './payment-gateway.js';
import { ORDER_CANCELLED } from './refund-reasons.js';
import { TracedGateway } from './traced-gateway.js';

/** Which rows a query returns. */
export interface PaymentSelection {
  /** ISO 8601; only payments that have not changed since. */
  readonly before: string;
  readonly limit: number;
  /** The last order id of the previous page. */
  readonly cursor?: string | null;
  /** Only the payments of these orders, however old. */
  readonly orderIds?: readonly string[];
}

export interface ComparisonSelection extends PaymentSelection {
  /** ISO 8601; only payments that have changed since. */
  readonly after: string;
}

const CONCURRENCY = 10;

/** SQL for the payments `p` of a selection, without its times; parameters 1 to 3. */
const SELECTED = `($1::uuid IS NULL OR p.order_id > $1) AND ($2::uuid[] IS NULL OR p.order_id = ANY ($2))`;
const PAGE = 'ORDER BY p.order_id LIMIT $3';

const parametersOf = ({ cursor, orderIds, limit }: PaymentSelection) => [cursor ?? null, orderIds ?? null, limit];

const COLUMNS = `p.order_id AS "orderId", p.user_id AS "userId", p.amount::float8 AS amount, p.currency, p.method, p.status,
  p.transaction_id AS "transactionId", p.refunded_amount::float8 AS "refundedAmount"`;

const PENDING_REFUNDS = `ARRAY (
  SELECT jsonb_build_object('refundId', r.id, 'orderId', p.order_id, 'amount', r.amount, 'reason', r.reason,
                            'followed', r.gateway_refund_id IS NOT NULL OR r.reason = $5)
  FROM payments.refunds r WHERE r.payment_id = p.id AND r.status = 'pending' AND r.updated_at < $4 ORDER BY r.created_at)`;

const DISPUTED = `EXISTS (
  SELECT FROM payments.disputes d WHERE d.payment_id = p.id AND d.status = 'open' AND d.updated_at < $4)`;

/** A refund of a cancellation failed, and its amount is not refunded by any other. */
const OWED = `(p.status = 'success'
  AND EXISTS (SELECT FROM payments.refunds r
              WHERE r.payment_id = p.id AND r.reason = $5 AND r.status IN ('failed', 'canceled') AND r.updated_at < $4)
  AND p.amount > (SELECT coalesce(sum(r.amount), 0) FROM payments.refunds r
                  WHERE r.payment_id = p.id AND r.status IN ('pending', 'succeeded')))`;

/** Finds payments that may be stuck, and compares our payments with the gateway's charges. */
export class PaymentReconciliationQueries {
  private readonly gateway: PaymentGateway;

  constructor(
    private readonly database: DataSource,
    gateway: PaymentGateway,
  ) {
    this.gateway = new TracedGateway(gateway);
  }

  /** Finds payments that are undecided, disputed or owed, or have pending refunds, in order id order. */
  async findUnsettled(selection: PaymentSelection): Promise<UnsettledPayment[]> {
    const rows = await this.database.query<(NewPayment & Required<UnsettledPayment>)[]>(
      `SELECT ${COLUMNS}, ${PENDING_REFUNDS} AS "pendingRefunds", ${DISPUTED} AS disputed, ${OWED} AS owed
       FROM payments.payments p
       WHERE ${SELECTED} AND (
         (p.status IN ('pending', 'processing', 'authorized') AND p.updated_at < $4)
         OR EXISTS (SELECT FROM payments.refunds r WHERE r.payment_id = p.id AND r.status = 'pending' AND r.updated_at < $4)
         OR ${DISPUTED} OR ${OWED}
       ) ${PAGE}`,
      [...parametersOf(selection), selection.before, ORDER_CANCELLED],
    );
    return rows.map(({ pendingRefunds, disputed, owed, ...row }) => ({
      ...toNewPayment(row),
      ...{ pendingRefunds, disputed, owed },
    }));
  }

  /**
   * Compares one page of settled payments with their charges, in order id order: statuses, amounts and refunded amounts. Reads
   * each charge from the gateway. A payment whose charge cannot be read is a discrepancy.
   *
   * @throws GatewayUnavailable when none of the charges could be read
   */
  async compare(selection: ComparisonSelection, signal?: AbortSignal): Promise<ComparedPayments> {
    const payments = await this.findSettled(selection);
    const discrepancies: Discrepancy[] = [];
    const failures: { payment: SettledPayment; error: GatewayUnavailable }[] = [];
    for (let i = 0; i < payments.length; i += CONCURRENCY) {
      await Promise.all(
        payments.slice(i, i + CONCURRENCY).map(async (payment) => {
          try {
            const discrepancy = await this.comparePayment(payment, selection, signal);
            if (discrepancy) discrepancies.push(discrepancy);
          } catch (error) {
            if (!(error instanceof GatewayUnavailable)) throw error;
            failures.push({ payment, error });
          }
        }),
      );
      // Every charge of the first requests failed: the gateway is unavailable, not one of its charges.
      const [first] = failures;
      if (first && failures.length === Math.min(payments.length, i + CONCURRENCY)) throw first.error;
    }
    discrepancies.push(...failures.map(({ payment, error }) => toUnreadable(payment, error)));
    return {
      discrepancies,
      cancellations: payments.filter(({ cancelling }) => cancelling).map(({ orderId }) => orderId),
      next: payments.length < selection.limit ? null : (payments.at(-1)?.orderId ?? null),
    };
  }

  private async comparePayment(
    payment: SettledPayment,
    selection: ComparisonSelection,
    signal?: AbortSignal,
  ): Promise<Discrepancy | null> {
    const discrepancy = await findDiscrepancy(this.gateway, payment, signal);
    if (!discrepancy) return null;
    // The payment may have changed after it was read and before its charge was.
    const [now] = await this.findSettled({ ...selection, cursor: null, orderIds: [payment.orderId] });
    const changed =
      now?.status !== payment.status ||
      now.refundedAmount !== payment.refundedAmount ||
      now.refunding !== payment.refunding;
    return changed ? null : discrepancy;
  }

  private findSettled(selection: ComparisonSelection): Promise<(SettledPayment & { cancelling: boolean })[]> {
    return this.database.query(
      `SELECT ${COLUMNS},
              EXISTS (SELECT FROM payments.refunds r WHERE r.payment_id = p.id AND r.status = 'pending') AS refunding,
              EXISTS (SELECT FROM payments.refunds r WHERE r.payment_id = p.id AND r.status <> 'failed'
                      AND r.reason = $6) AS cancelling,
              (SELECT coalesce(jsonb_object_agg(d.gateway_dispute_id, d.status), '{}') FROM payments.disputes d
               WHERE d.payment_id = p.id) AS disputes
       FROM payments.payments p
       WHERE ${SELECTED} AND p.status IN ('success', 'refunded', 'failed')
         AND ($2::uuid[] IS NOT NULL OR p.updated_at BETWEEN $4 AND $5) ${PAGE}`,
      [...parametersOf(selection), selection.after, selection.before, ORDER_CANCELLED],
    );
  }
}
