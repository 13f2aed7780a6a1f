import type { DataSource, Repository } from 'typeorm';
import { GatewayUnavailable, PaymentDeclined, PaymentVoided } from './errors.js';
import type { Charge, PaymentGateway } from './gateway.js';
import { mayFollow, VOIDED, type PaymentMethod, type PaymentStatus } from './payment-status.js';
import { Payment } from './payment.entity.js';

export interface PaymentRequest {
  readonly orderId: string;
  readonly userId: string;
  /** Minor units of `currency`. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly method: PaymentMethod;
  readonly token?: string;
}

/**
 * Charges orders and gives their money back.
 *
 * The gateway is called outside of any transaction, so that no row is locked while it thinks; each answer is recorded by
 * an update that names the status it starts from.
 */
export class PaymentsService {
  private readonly payments: Repository<Payment>;

  constructor(
    database: DataSource,
    private readonly gateway: PaymentGateway,
  ) {
    this.payments = database.getRepository(Payment);
  }

  /**
   * Charges an order once, however often it is called.
   *
   * @param signal - gives up waiting for the gateway; the outcome is then unknown
   * @throws PaymentDeclined
   * @throws PaymentVoided when `cancel` came first
   * @throws GatewayUnavailable when the outcome is unknown: the next call looks it up
   */
  async process(request: PaymentRequest, signal?: AbortSignal): Promise<Payment> {
    const payment = await this.record(request);
    switch (payment.status) {
      case 'pending':
        return this.charge(payment, request, signal);
      case 'processing':
        return this.settle(payment, await this.lookUpOrAsk(request, signal));
      case 'success':
        return payment;
      case 'failed':
        throw refusalOf(payment);
      case 'refunded':
        throw new PaymentVoided(payment.orderId);
    }
  }

  /**
   * Makes sure that nothing is owed for an order: what was charged is refunded, what was not charged never will be.
   *
   * @throws GatewayUnavailable to be tried again
   */
  async cancel(request: PaymentRequest, signal?: AbortSignal): Promise<Payment> {
    const payment = await this.record(request);
    switch (payment.status) {
      case 'pending':
        if (await this.move(payment, 'failed', { failureReason: VOIDED })) return this.reload(payment);
        return this.cancel(request, signal);
      case 'processing':
        await this.voidCharge(payment, signal);
        return this.cancel(request, signal);
      case 'success':
        return this.refundAll(payment, signal);
      case 'failed':
      case 'refunded':
        return payment;
    }
  }

  /** Records the payment as pending, or finds it as an earlier call left it. */
  private async record({ orderId, userId, amount, currency, method }: PaymentRequest): Promise<Payment> {
    await this.payments
      .createQueryBuilder()
      .insert()
      .values({ orderId, userId, amount, currency, method, status: 'pending' })
      .orIgnore()
      .execute();
    return this.payments.findOneByOrFail({ orderId });
  }

  /** The first to ask the gateway; whoever loses the row to a `cancel` or a twin starts over and finds out. */
  private async charge(payment: Payment, request: PaymentRequest, signal?: AbortSignal): Promise<Payment> {
    if (!(await this.move(payment, 'processing'))) return this.process(request, signal);
    return this.settle(payment, await this.ask(request, signal));
  }

  private ask({ userId: _, ...request }: PaymentRequest, signal?: AbortSignal): Promise<Charge> {
    return this.gateway.charge({ idempotencyKey: chargeKey(request.orderId), ...request }, signal);
  }

  /** After an unknown outcome: what the gateway knows comes first; one it has not decided is asked for under its key. */
  private async lookUpOrAsk(request: PaymentRequest, signal?: AbortSignal): Promise<Charge> {
    const charge = await this.gateway.find(chargeKey(request.orderId), signal);
    return charge && charge.status !== 'processing' ? charge : this.ask(request, signal);
  }

  private async settle(payment: Payment, charge: Charge): Promise<Payment> {
    await this.recordOutcome(payment, charge);
    const settled = await this.reload(payment);
    if (settled.status === 'success') return settled;
    throw refusalOf(settled);
  }

  private async voidCharge(payment: Payment, signal?: AbortSignal): Promise<void> {
    const { orderId } = payment;
    await this.recordOutcome(payment, await this.gateway.void({ idempotencyKey: chargeKey(orderId), orderId }, signal));
  }

  private async recordOutcome(payment: Payment, charge: Charge): Promise<void> {
    const answer = { gatewayResponse: charge.raw, transactionId: charge.transactionId };
    switch (charge.status) {
      case 'succeeded':
        await this.move(payment, 'success', answer);
        return;
      case 'declined':
        await this.move(payment, 'failed', { ...answer, failureReason: charge.declineCode ?? 'declined' });
        return;
      case 'canceled':
        await this.move(payment, 'failed', { ...answer, failureReason: VOIDED });
        return;
      case 'processing':
        throw new GatewayUnavailable('the charge is not decided yet');
    }
  }

  private async refundAll(payment: Payment, signal?: AbortSignal): Promise<Payment> {
    const { orderId, amount, transactionId } = payment;
    if (transactionId === null) throw new Error(`payment ${payment.id} succeeded without a transaction`);
    await this.gateway.refund({ idempotencyKey: refundKey(orderId), transactionId, amount }, signal);
    await this.move(payment, 'refunded', { refundedAmount: amount });
    return this.reload(payment);
  }

  /** Changes the status, here and in the database, unless somebody else did first. */
  private async move(payment: Payment, to: PaymentStatus, changes: Partial<Payment> = {}): Promise<boolean> {
    if (!mayFollow(payment.status, to)) throw new Error(`a payment that is ${payment.status} cannot become ${to}`);
    const { affected } = await this.payments.update(
      { id: payment.id, status: payment.status },
      { ...changes, status: to, updatedAt: new Date() },
    );
    if (affected !== 1) return false;
    payment.status = to;
    return true;
  }

  private reload(payment: Payment): Promise<Payment> {
    return this.payments.findOneByOrFail({ id: payment.id });
  }
}

function refusalOf(payment: Payment): PaymentDeclined | PaymentVoided {
  const { failureReason, orderId } = payment;
  return failureReason === null || failureReason === VOIDED
    ? new PaymentVoided(orderId)
    : new PaymentDeclined(failureReason);
}

/** The order and the step, never the attempt. */
const chargeKey = (orderId: string) => `${orderId}:charge`;
const refundKey = (orderId: string) => `${orderId}:refund`;
