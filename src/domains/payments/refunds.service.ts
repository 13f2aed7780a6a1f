import type { DataSource } from 'typeorm';
import { SPANS } from '../../telemetry/names.js';
import { inSpan } from '../../telemetry/spans.js';
import { GatewayRejected } from './errors.js';
import type { PaymentGateway } from './payment-gateway.js';
import type { Payment } from './payment.entity.js';
import { RefundLedger } from './refund-ledger.js';
import type { RefundRequest } from '../../contracts/payments.js';
import type { Refund } from './refund.entity.js';
import { TracedGateway } from './traced-gateway.js';

/** What is needed to give money of a payment back. */
interface CapturedPayment {
  readonly orderId: string;
  /** The gateway's id of the charge. */
  readonly transactionId: string;
}

/**
 * Gives money back, in whole or in part.
 *
 * A refund is promised, made and recorded: the promise before the gateway is asked, outside of any transaction, with the
 * refund's id as the key. So whoever comes after a crash finds it pending, asks under the same key and records it once.
 */
export class RefundsService {
  private readonly ledger: RefundLedger;
  private readonly gateway: PaymentGateway;

  constructor(database: DataSource, gateway: PaymentGateway) {
    this.gateway = new TracedGateway(gateway);
    this.ledger = new RefundLedger(database);
  }

  /**
   * Makes a refund once for its id, however often it is called.
   *
   * @throws PaymentNotFound
   * @throws PaymentNotRefundable unless the payment is successful and not returned in full
   * @throws RefundExceedsPayment when refunds made and pending leave less than is asked for
   * @throws RefundIdReused when the id belongs to another refund
   * @throws GatewayRefused when the gateway refuses for good: the refund is then failed and its amount free again
   * @throws GatewayUnavailable to be tried again
   */
  async refund(request: RefundRequest, signal?: AbortSignal): Promise<Refund> {
    const { payment, refund } = await this.ledger.findOrCreate(request);
    switch (refund.status) {
      case 'succeeded':
        return refund;
      case 'failed':
        throw new GatewayRejected(refund.failureReason ?? '', 'the refund was refused');
      case 'pending':
        await this.execute(refund, toCapturedPayment(payment), signal);
        return this.ledger.find(refund.id);
    }
  }

  /**
   * Gives back all that is left of a captured payment; refunds that are on their way are seen to their end first.
   *
   * @throws GatewayRefused, GatewayUnavailable as `refund`
   */
  async refundRemainder(payment: Payment, reason: string, signal?: AbortSignal): Promise<void> {
    const capturedPayment = toCapturedPayment(payment);
    for (;;) {
      const refunds = await this.ledger.findOrCreateRemainder(payment.id, reason);
      if (refunds.length === 0) return;
      for (const refund of refunds) await this.execute(refund, capturedPayment, signal);
    }
  }

  private execute(refund: Refund, payment: CapturedPayment, signal?: AbortSignal): Promise<void> {
    const { paymentId, amount } = refund;
    return inSpan(SPANS.refundPayment, { 'payment.id': paymentId, amount }, () =>
      this.requestRefund(refund, payment, signal),
    );
  }

  private async requestRefund(refund: Refund, payment: CapturedPayment, signal?: AbortSignal): Promise<void> {
    const { id: idempotencyKey, amount, reason } = refund;
    const { orderId, transactionId } = payment;
    let result: { readonly refundId: string };
    try {
      result = await this.gateway.refund({ idempotencyKey, orderId, transactionId, amount, reason }, signal);
    } catch (error) {
      if (error instanceof GatewayRejected) await this.ledger.markFailed(refund.id, error.gatewayCode);
      throw error;
    }
    await this.ledger.markSucceeded(refund.id, result.refundId);
  }
}

function toCapturedPayment({ id, orderId, transactionId }: Payment): CapturedPayment {
  if (transactionId === null) throw new Error(`payment ${id} succeeded without a transaction`);
  return { orderId, transactionId };
}
