import type { DataSource, Repository } from 'typeorm';
import { GatewayUnavailable } from './errors.js';
import type { Charge } from './gateway.js';
import { tellOutcome } from './payment-outcomes.js';
import { mayFollow, VOIDED, type PaymentMethod, type PaymentStatus } from './payment-status.js';
import { Payment } from './payment.entity.js';

export interface NewPayment {
  readonly orderId: string;
  readonly userId: string;
  /** Minor units of `currency`. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly method: PaymentMethod;
}

/** The payments we record. Each change names the status it starts from, so the loser of a race changes nothing. */
export class PaymentLedger {
  private readonly payments: Repository<Payment>;

  constructor(database: DataSource) {
    this.payments = database.getRepository(Payment);
  }

  /** Records the payment as pending, or finds it as an earlier call left it. */
  async open({ orderId, userId, amount, currency, method }: NewPayment): Promise<Payment> {
    await this.payments
      .createQueryBuilder()
      .insert()
      .values({ orderId, userId, amount, currency, method, status: 'pending' })
      .orIgnore()
      .execute();
    return this.payments.findOneByOrFail({ orderId });
  }

  /**
   * Records what the gateway answered.
   *
   * @returns the payment as it is now, which somebody else may have changed first
   * @throws GatewayUnavailable when that is no outcome yet
   */
  async recordAnswer(payment: Payment, charge: Charge): Promise<Payment> {
    const answer = {
      gatewayResponse: charge.raw,
      transactionId: charge.transactionId,
      redirectUrl: charge.redirectUrl,
    };
    switch (charge.status) {
      case 'succeeded':
        if (await this.move(payment, 'success', answer)) tellOutcome('success', payment);
        break;
      case 'declined':
        if (await this.move(payment, 'failed', { ...answer, failureReason: charge.declineCode ?? 'declined' })) {
          tellOutcome('failed', payment);
        }
        break;
      case 'canceled':
        await this.move(payment, 'failed', { ...answer, failureReason: VOIDED });
        break;
      case 'requires_action':
        await this.update(payment, answer);
        break;
      case 'processing':
        throw new GatewayUnavailable('the charge is not decided yet');
    }
    return this.reload(payment);
  }

  /** Changes the status, here and in the database, unless somebody else did first. */
  async move(payment: Payment, to: PaymentStatus, changes: Partial<Payment> = {}): Promise<boolean> {
    if (!mayFollow(payment.status, to)) throw new Error(`a payment that is ${payment.status} cannot become ${to}`);
    const moved = await this.update(payment, { ...changes, status: to });
    if (moved) payment.status = to;
    return moved;
  }

  reload(payment: Payment): Promise<Payment> {
    return this.payments.findOneByOrFail({ id: payment.id });
  }

  private async update({ id, status }: Payment, changes: Partial<Payment>): Promise<boolean> {
    const { affected } = await this.payments.update({ id, status }, { ...changes, updatedAt: new Date() });
    return affected === 1;
  }
}
