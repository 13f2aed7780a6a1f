import type { DataSource, Repository } from 'typeorm';
import { columnList } from '../database/columns.js';
import { GatewayUnavailable } from './errors.js';
import type { Charge } from './payment-gateway.js';
import { recordOutcome } from './payment-metrics.js';
import { canTransition, VOIDED } from './payment-status.js';
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
   * Records the state of the charge.
   *
   * @returns the current payment, which a concurrent call may have changed first
   * @throws GatewayUnavailable while the charge is undecided
   */
  async recordCharge(payment: Payment, charge: Charge): Promise<Payment> {
    const chargeFields = {
      gatewayResponse: charge.raw,
      transactionId: charge.transactionId,
      redirectUrl: charge.redirectUrl,
    };
    switch (charge.status) {
      case 'succeeded': {
        const paid = await this.transition(payment, 'success', chargeFields);
        if (paid) recordOutcome('success', paid);
        return paid ?? this.reload(payment);
      }
      case 'declined': {
        const failureReason = charge.declineCode ?? 'declined';
        const failed = await this.transition(payment, 'failed', { ...chargeFields, failureReason });
        if (failed) recordOutcome('failed', failed);
        return failed ?? this.reload(payment);
      }
      case 'canceled':
        return (
          (await this.transition(payment, 'failed', { ...chargeFields, failureReason: VOIDED })) ?? this.reload(payment)
        );
      case 'requires_action':
      case 'authorized':
        return (await this.update(payment, chargeFields)) ?? this.reload(payment);
      case 'processing':
        throw new GatewayUnavailable('The charge is still processing.');
    }
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

  private async update({ id, status }: Payment, changes: Partial<Payment>): Promise<Payment | undefined> {
    const { metadata } = this.payments;
    const sets = Object.keys(changes).map(
      (property, i) => `${metadata.findColumnWithPropertyName(property)?.databaseName} = $${i + 3}`,
    );
    const [[updated]] = await this.payments.query<[[PaymentRow?], number]>(
      `UPDATE payments.payments SET ${['updated_at = now()', ...sets].join(', ')}
       WHERE id = $1 AND status = $2
       RETURNING ${this.columns}`,
      [id, status, ...Object.values(changes)],
    );
    return updated && toPayment(updated);
  }
}

/** A row as the driver returns it: bigint as text. */
type PaymentRow = Omit<Payment, 'amount' | 'refundedAmount'> & { amount: string; refundedAmount: string };

function toPayment(row: PaymentRow): Payment {
  return Object.assign(new Payment(), row, { amount: Number(row.amount), refundedAmount: Number(row.refundedAmount) });
}
