import type { Pseudonymization } from '../../contracts/erasure.js';
import type { DataSource, Repository } from 'typeorm';
import { columnList } from '../database/columns.js';
import { traced, traceParameter } from '../database/trace-parameter.js';
import { isChargeOf } from './charge-match.js';
import { PaymentNotFound } from './errors.js';
import type { Charge } from './payment-gateway.js';
import { recordOutcome } from './payment-metrics.js';
import { canTransition, MISMATCH, PAYMENT_STATUS_OF, VOIDED } from './payment-status.js';
import type { NewPayment, PaymentStatus } from '../../contracts/payments.js';
import { Payment } from './payment.entity.js';

/** Records payments. Each change is conditional on the current status, so the loser of a race changes nothing. */
export class PaymentLedger {
  private readonly payments: Repository<Payment>;
  private readonly columns: string;

  constructor(database: DataSource) {
    this.payments = database.getRepository(Payment);
    this.columns = columnList(this.payments.metadata);
  }

  /** Records a payment in the given status, or returns the payment that an earlier call recorded. */
  async findOrCreate(
    { orderId, userId, amount, currency, method }: NewPayment,
    status: 'pending' | 'processing',
  ): Promise<{ readonly payment: Payment; readonly isNew: boolean }> {
    const [inserted] = await this.payments.query<[PaymentRow?]>(
      `INSERT INTO payments.payments (order_id, user_id, amount, currency, method, status)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING
       RETURNING ${this.columns}`,
      [orderId, userId, amount, currency, method, status],
    );
    if (inserted) return { payment: toPayment(inserted), isNew: true };
    return { payment: await this.payments.findOneByOrFail({ orderId }), isNew: false };
  }

  /**
   * Records the state of the charge. A charge that is not the payment's, or of another amount or currency, fails the payment.
   *
   * @returns the current payment, which a concurrent call may have changed first
   */
  async recordCharge(payment: Payment, charge: Charge): Promise<Payment> {
    const updated = await this.tryRecordCharge(payment, charge);
    if (updated) return updated;
    const current = await this.reload(payment);
    // A concurrent call recorded another charge of the same order.
    const unseen = current.status === payment.status && !isChargeOf(current, charge);
    return unseen ? this.recordCharge(current, charge) : current;
  }

  private async tryRecordCharge(payment: Payment, charge: Charge): Promise<Payment | undefined> {
    if (!isChargeOf(payment, charge)) return this.recordMismatch(payment, charge);
    const to = PAYMENT_STATUS_OF[charge.status];
    const changes: Partial<Payment> = {
      gatewayResponse: charge.raw,
      transactionId: charge.transactionId,
      redirectUrl: to === 'processing' && payment.status === 'processing' ? charge.redirectUrl : null,
      ...(to === 'failed' && { failureReason: failureReasonOf(charge) }),
    };
    // The capture of an authorized charge may take the gateway some time.
    if (to === payment.status || to === 'processing') return this.update(payment, changes);
    const updated = await this.transition(payment, to, changes);
    if (updated && charge.status === 'succeeded') recordOutcome('success', updated);
    if (updated && charge.status === 'declined') recordOutcome('failed', updated);
    return updated;
  }

  /** Records that the gateway refused to create a charge. @returns undefined when a concurrent call changed the payment first */
  recordRefusal(payment: Payment, failureReason: string): Promise<Payment | undefined> {
    return this.fail(payment, { failureReason });
  }

  private recordMismatch(payment: Payment, charge: Charge): Promise<Payment | undefined> {
    const known = payment.transactionId ?? charge.transactionId;
    return this.fail(payment, {
      failureReason: MISMATCH,
      gatewayResponse: charge.raw,
      redirectUrl: null,
      transactionId: known,
      ...(known !== charge.transactionId && { otherTransactionId: charge.transactionId }),
    });
  }

  private async fail(payment: Payment, changes: Partial<Payment>): Promise<Payment | undefined> {
    const failed = await this.transition(payment, 'failed', changes);
    if (failed) recordOutcome('failed', failed);
    return failed;
  }

  /** Records the charge of a failed payment that has none, so that it can be refunded. */
  async recordLateCharge(payment: Payment, { transactionId, raw }: Charge): Promise<Payment> {
    if (payment.transactionId !== null) return payment;
    return (await this.update(payment, { transactionId, gatewayResponse: raw })) ?? this.reload(payment);
  }

  /** Changes the status. @returns the updated payment, or undefined when a concurrent call changed the status first */
  transition(payment: Payment, to: PaymentStatus, changes: Partial<Payment> = {}): Promise<Payment | undefined> {
    if (!canTransition(payment.status, to))
      throw new Error(`Payment ${payment.id} is ${payment.status} and cannot become ${to}.`);
    return this.update(payment, { ...changes, status: to });
  }

  reload(payment: Payment): Promise<Payment> {
    return this.payments.findOneByOrFail({ id: payment.id });
  }

  /** @throws PaymentNotFound */
  async get(orderId: string): Promise<Payment> {
    const payment = await this.payments.findOneBy({ orderId });
    if (!payment) throw new PaymentNotFound({ order_id: orderId });
    return payment;
  }

  /** A stored transaction id is never replaced by another one: the first charge could then succeed unnoticed. */
  private async update(
    { id, status, transactionId }: Payment,
    changes: Partial<Payment>,
  ): Promise<Payment | undefined> {
    const { metadata } = this.payments;
    const sets = Object.keys(changes).map(
      (property, i) => `${metadata.findColumnWithPropertyName(property)?.databaseName} = $${i + 5}`,
    );
    const isCurrent =
      changes.transactionId === undefined
        ? 'transaction_id IS NOT DISTINCT FROM $3'
        : '(transaction_id IS NULL OR transaction_id = $3)';
    const [[updated]] = await this.payments.query<[[PaymentRow?], number]>(
      `UPDATE payments.payments SET ${['updated_at = now()', ...sets].join(', ')}
       WHERE id = $1 AND status = $2 AND ${isCurrent} AND ${traced('$4')}
       RETURNING ${this.columns}`,
      [id, status, changes.transactionId ?? transactionId, traceParameter(), ...Object.values(changes)],
    );
    return updated && toPayment(updated);
  }

  async pseudonymize({ orderIds, pseudonym }: Pseudonymization): Promise<number> {
    const [{ count }] = await this.payments.query<[{ count: number }]>(
      `WITH changed AS (
         UPDATE payments.payments SET user_id = $2 WHERE order_id = ANY ($1) AND user_id <> $2 RETURNING id
       )
       SELECT count(*)::int FROM changed`,
      [orderIds, pseudonym],
    );
    return count;
  }
}

function failureReasonOf({ status, declineCode }: Charge): string {
  return status === 'canceled' ? VOIDED : (declineCode ?? 'declined');
}

/** A row as the driver returns it: bigint as text. */
type PaymentRow = Omit<Payment, 'amount' | 'refundedAmount'> & { amount: string; refundedAmount: string };

function toPayment(row: PaymentRow): Payment {
  return Object.assign(new Payment(), row, { amount: Number(row.amount), refundedAmount: Number(row.refundedAmount) });
}
