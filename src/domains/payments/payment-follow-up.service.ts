import type { DataSource, Repository } from 'typeorm';
import type { FollowedPayment } from '../../contracts/payments.js';
import { Dispute } from './dispute.entity.js';
import { GatewayRejected } from './errors.js';
import { Payment } from './payment.entity.js';
import { ORDER_CANCELLED } from './refund-reasons.js';
import { remainderOf } from './refund-rows.js';
import { Refund } from './refund.entity.js';
import type { RefundsService } from './refunds.service.js';

const NOTHING_TO_FOLLOW: FollowedPayment = { settled: true, owed: 0, failure: null };

/** Follows the refunds and disputes of a payment that the provider decides later. */
export class PaymentFollowUpService {
  private readonly payments: Repository<Payment>;

  constructor(
    private readonly database: DataSource,
    private readonly refunds: RefundsService,
  ) {
    this.payments = database.getRepository(Payment);
  }

  /**
   * Takes over the provider's record. Requests a refund that waited for the end of a dispute. Idempotent.
   *
   * @param retry - also requests a new refund for a cancelled order whose refund failed
   * @throws GatewayUnavailable, GatewayRejected when the provider's record cannot be read
   */
  async follow(orderId: string, retry: boolean, signal?: AbortSignal): Promise<FollowedPayment> {
    const payment = await this.payments.findOneBy({ orderId });
    if (!payment) return NOTHING_TO_FOLLOW;
    const { id, transactionId } = payment;
    if (transactionId === null) return NOTHING_TO_FOLLOW;
    await this.refunds.synchronize({ id, orderId, transactionId }, signal);
    const { waitsToBeSent, ...found } = await this.read(payment);
    if (!waitsToBeSent && !(retry && found.owed > 0)) return found;
    const rejection = await this.refunds.refundRemainder(payment, ORDER_CANCELLED, signal).catch(toRejection);
    const { settled, owed, failure } = await this.read(payment);
    return { settled, owed, failure: rejection?.message ?? failure };
  }

  private async read(payment: Payment): Promise<FollowedPayment & { readonly waitsToBeSent: boolean }> {
    const { manager } = this.database;
    const [refunds, openDisputes] = await Promise.all([
      manager.find(Refund, { where: { paymentId: payment.id }, order: { updatedAt: 'ASC' } }),
      manager.countBy(Dispute, { paymentId: payment.id, status: 'open' }),
    ]);
    const pending = refunds.filter(({ status }) => status === 'pending');
    const isCancelled = refunds.some(({ reason }) => reason === ORDER_CANCELLED);
    const owed = isCancelled ? remainderOf(payment, refunds) : 0;
    return {
      settled: pending.length === 0 && openDisputes === 0 && owed === 0,
      owed,
      failure: refunds.findLast(({ failureReason }) => failureReason !== null)?.failureReason ?? null,
      waitsToBeSent:
        openDisputes === 0 &&
        pending.some(({ reason, gatewayRefundId }) => reason === ORDER_CANCELLED && gatewayRefundId === null),
    };
  }
}

/** The books say what is owed after a rejection. @throws any other error */
function toRejection(error: unknown): GatewayRejected {
  if (error instanceof GatewayRejected) return error;
  throw error;
}
