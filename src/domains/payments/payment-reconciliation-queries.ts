import type { DataSource } from 'typeorm';
import type { PaymentGateway } from './payment-gateway.js';
import { toNewPayment, type Discrepancy, type NewPayment, type PaymentStatus } from '../../contracts/payments.js';
import { chargeKey } from './payments.service.js';
import { TracedGateway } from './traced-gateway.js';

/** The charge statuses that agree with each settled payment status. */
const EXPECTED_CHARGE_STATUSES: Readonly<Partial<Record<PaymentStatus, readonly Discrepancy['theirs'][]>>> = {
  success: ['succeeded'],
  refunded: ['succeeded'],
  failed: ['declined', 'canceled', 'none'],
};

const COLUMNS = `order_id AS "orderId", user_id AS "userId", amount::float8 AS amount, currency, method, status,
  transaction_id AS "transactionId"`;

type Row = NewPayment & { readonly status: PaymentStatus; readonly transactionId: string | null };

/** Finds payments that may be stuck, and compares our payments with the gateway's charges. */
export class PaymentReconciliationQueries {
  private readonly gateway: PaymentGateway;

  constructor(
    private readonly database: DataSource,
    gateway: PaymentGateway,
  ) {
    this.gateway = new TracedGateway(gateway);
  }

  /**
   * Finds payments that are undecided or have pending refunds, oldest first.
   *
   * @param before - ISO 8601; only payments that have not changed since
   */
  async findUnsettled(before: string, limit: number): Promise<NewPayment[]> {
    const rows = await this.database.query<Row[]>(
      `SELECT ${COLUMNS} FROM payments.payments p
       WHERE updated_at < $1 AND (
         status IN ('pending', 'processing')
         OR EXISTS (SELECT FROM payments.refunds r WHERE r.payment_id = p.id AND r.status = 'pending' AND r.updated_at < $1)
       )
       ORDER BY created_at, id LIMIT $2`,
      [before, limit],
    );
    return rows.map(toNewPayment);
  }

  /**
   * Finds payments whose status disagrees with their charge, most recently changed first. Reads each charge from the gateway.
   *
   * @param after - ISO 8601
   * @param before - ISO 8601; later payments may still be changing
   * @param limit - the maximum number of payments to compare
   * @throws GatewayUnavailable
   */
  async findDiscrepancies(after: string, before: string, limit: number, signal?: AbortSignal): Promise<Discrepancy[]> {
    const rows = await this.database.query<Row[]>(
      `SELECT ${COLUMNS} FROM payments.payments
       WHERE status IN ('success', 'refunded', 'failed') AND updated_at BETWEEN $1 AND $2
       ORDER BY updated_at DESC, id LIMIT $3`,
      [after, before, limit],
    );
    const discrepancies: Discrepancy[] = [];
    for (const row of rows) {
      const reference = { idempotencyKey: chargeKey(row.orderId), transactionId: row.transactionId };
      const theirs = (await this.gateway.find(reference, signal))?.status ?? 'none';
      if (!EXPECTED_CHARGE_STATUSES[row.status]?.includes(theirs))
        discrepancies.push({ payment: toNewPayment(row), ours: row.status, theirs });
    }
    return discrepancies;
  }
}
