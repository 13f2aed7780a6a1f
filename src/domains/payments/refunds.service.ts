import type { DataSource } from 'typeorm';
import { SPANS } from '../../telemetry/names.js';
import { inSpan } from '../../telemetry/spans.js';
import { GatewayRejected } from './errors.js';
import { chargeKey } from './charge-key.js';
import type { GatewayRefund, PaymentGateway } from './payment-gateway.js';
import type { Payment } from './payment.entity.js';
import { RefundLedger } from './refund-ledger.js';
import type { RefundRequest } from '../../contracts/payments.js';
import type { Refund } from './refund.entity.js';
import { TracedGateway } from './traced-gateway.js';

/** The data that a refund needs of its payment. */
interface CapturedPayment {
  readonly orderId: string;
  /** The gateway's id of the charge. */
  readonly transactionId: string;
}

/**
 * Refunds payments, in full or in part.
 *
 * A refund is recorded as pending, requested from the gateway outside any transaction, and then recorded as succeeded. Its id
 * is the idempotency key, so a call that follows a crash repeats the request safely.
 */
export class RefundsService {
  private readonly ledger: RefundLedger;
  private readonly gateway: PaymentGateway;

  constructor(database: DataSource, gateway: PaymentGateway) {
    this.gateway = new TracedGateway(gateway);
    this.ledger = new RefundLedger(database);
  }

  /**
   * Refunds part or all of a payment. Idempotent by refund id.
   *
   * @throws PaymentNotFound
   * @throws PaymentNotRefundable unless the payment's status is `success`
   * @throws RefundExceedsPayment when succeeded and pending refunds leave less than the requested amount
   * @throws RefundIdReused when the id belongs to another refund
   * @throws GatewayRejected when the gateway rejects the refund: it fails, and its amount becomes refundable again
   * @throws GatewayUnavailable when the outcome is unknown; retry
   */
  async refund(request: RefundRequest, signal?: AbortSignal): Promise<Refund> {
    const { payment, refund } = await this.ledger.findOrCreate(request);
    switch (refund.status) {
      case 'succeeded':
      case 'failed':
        return this.assertSucceeded(refund);
      case 'pending':
        await this.execute(refund, toCapturedPayment(payment), signal);
        return this.assertSucceeded(await this.ledger.find(refund.id));
    }
  }

  private assertSucceeded(refund: Refund): Refund {
    if (refund.status === 'succeeded') return refund;
    throw new GatewayRejected(refund.failureReason ?? '', 'The refund was rejected.');
  }

  /**
   * Refunds the remainder of a captured payment. Completes pending refunds first. What the provider has already refunded counts
   * as done: it is recorded, and only the rest is refunded.
   *
   * @throws GatewayRejected, GatewayUnavailable as `refund`
   */
  async refundRemainder(payment: Payment, reason: string, signal?: AbortSignal): Promise<void> {
    const capturedPayment = toCapturedPayment(payment);
    for (;;) {
      const refunds = await this.ledger.findOrCreateRemainder(payment.id, reason);
      if (refunds.length === 0) return;
      for (const refund of refunds) await this.execute(refund, capturedPayment, signal);
    }
  }

  /**
   * Records what the provider has refunded and we have not, for example a refund by its dashboard or a lost dispute.
   *
   * @returns false when there is nothing to record
   */
  private async adoptProviderRefunds(
    paymentId: string,
    { orderId, transactionId }: CapturedPayment,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const charge = await this.gateway.find({ idempotencyKey: chargeKey(orderId), transactionId }, signal);
    return charge !== null && this.ledger.adopt(paymentId, charge.refundedAmount);
  }

  private execute(refund: Refund, payment: CapturedPayment, signal?: AbortSignal): Promise<void> {
    const { paymentId, amount } = refund;
    return inSpan(SPANS.refundPayment, { 'payment.id': paymentId, amount }, () =>
      this.requestRefund(refund, payment, signal),
    );
  }

  /** A rejected refund fails. It is no error when the rejection shows that the provider has refunded more than was recorded. */
  private async requestRefund(refund: Refund, payment: CapturedPayment, signal?: AbortSignal): Promise<void> {
    const { id: idempotencyKey, amount, reason } = refund;
    const { orderId, transactionId } = payment;
    let result: GatewayRefund;
    try {
      result = await this.gateway.refund({ idempotencyKey, orderId, transactionId, amount, reason }, signal);
    } catch (error) {
      if (!(error instanceof GatewayRejected)) throw error;
      await this.ledger.markFailed(refund.id, error.gatewayCode);
      if (await this.adoptProviderRefunds(refund.paymentId, payment, signal)) return;
      throw error;
    }
    if (result.status === 'failed' || result.status === 'canceled') {
      await this.ledger.markFailed(refund.id, result.failureReason ?? result.status);
      throw new GatewayRejected(result.failureReason ?? result.status, `The refund is ${result.status}.`);
    }
    await this.ledger.markSucceeded(refund.id, result.refundId);
  }
}

function toCapturedPayment({ id, orderId, transactionId }: Payment): CapturedPayment {
  if (transactionId === null) throw new Error(`Payment ${id} has no transaction id and cannot be refunded.`);
  return { orderId, transactionId };
}
