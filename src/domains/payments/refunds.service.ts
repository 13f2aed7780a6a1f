import type { DataSource } from 'typeorm';
import { SPANS } from '../../telemetry/names.js';
import { inSpan } from '../../telemetry/spans.js';
import type { RefundRequest } from '../../contracts/payments.js';
import { chargeKey } from './charge-key.js';
import { GatewayRejected, PaymentDisputed } from './errors.js';
import { GatewayRecordLedger, toOutcome } from './gateway-record-ledger.js';
import type { GatewayRefund, PaymentGateway } from './payment-gateway.js';
import type { Payment } from './payment.entity.js';
import { ORDER_CANCELLED } from './refund-reasons.js';
import { RefundLedger, type FoundRefund } from './refund-ledger.js';
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
 * A refund is recorded as pending, requested from the gateway outside any transaction, and then recorded as the gateway answers.
 * Its id is the idempotency key, so a call that follows a crash repeats the request safely. A refund that the gateway accepts and
 * decides later stays pending until `synchronize` reads its outcome.
 */
export class RefundsService {
  private readonly ledger: RefundLedger;
  private readonly gatewayRecord: GatewayRecordLedger;
  private readonly gateway: PaymentGateway;

  constructor(database: DataSource, gateway: PaymentGateway) {
    this.gateway = new TracedGateway(gateway);
    this.ledger = new RefundLedger(database, gateway.capabilities);
    this.gatewayRecord = new GatewayRecordLedger(database);
  }

  /**
   * Refunds part or all of a payment. Idempotent by refund id.
   *
   * @returns the refund: `succeeded`, or `pending` while the gateway has not decided it
   * @throws PaymentNotFound
   * @throws PaymentNotRefundable unless the payment's status is `success`
   * @throws PaymentDisputed while a dispute is open
   * @throws RefundWindowClosed when the provider no longer refunds the payment
   * @throws RefundExceedsPayment when succeeded and pending refunds leave less than the requested amount
   * @throws RefundIdReused when the id belongs to another refund
   * @throws GatewayRejected when the gateway rejects the refund: it fails, and its amount becomes refundable again
   * @throws GatewayUnavailable when the outcome is unknown; retry
   */
  async refund(request: RefundRequest, signal?: AbortSignal): Promise<Refund> {
    const { refund, ...found } = await this.ledger.findOrCreate(request);
    if (!refund) throw new Error(`Refund ${request.refundId} was not recorded.`);
    return this.complete({ refund, ...found }, signal);
  }

  /**
   * Refunds the requested amount, or what remains of the payment when that is less. Idempotent by refund id.
   *
   * @returns null when nothing remains
   * @throws as `refund`, except RefundExceedsPayment
   */
  async refundUpTo(request: RefundRequest, signal?: AbortSignal): Promise<Refund | null> {
    const { refund, ...found } = await this.ledger.findOrCreate(request, true);
    return refund && this.complete({ refund, ...found }, signal);
  }

  /**
   * Refunds the remainder of a captured payment. Completes refunds that were interrupted first. What the provider has already
   * refunded counts as done: it is recorded, and only the rest is refunded. While a dispute is open, the refund is recorded and
   * waits for its end.
   *
   * @throws GatewayRejected, GatewayUnavailable as `refund`
   */
  async refundRemainder(payment: Payment, reason: string, signal?: AbortSignal): Promise<void> {
    const capturedPayment = toCapturedPayment(payment);
    for (;;) {
      const { unsent, isNew, disputed } = await this.ledger.findOrCreateRemainder(payment.id, reason);
      if (disputed || unsent.length === 0) return;
      for (const refund of unsent) await this.execute(refund, capturedPayment, isNew, signal);
    }
  }

  /** Takes over what the provider has on record: the outcomes of refunds, refunds of its dashboard, and disputes. */
  async synchronize(payment: CapturedPayment & Pick<Payment, 'id'>, signal?: AbortSignal): Promise<void> {
    const reference = { idempotencyKey: chargeKey(payment.orderId), transactionId: payment.transactionId };
    const [charge, refunds] = await Promise.all([
      this.gateway.find(reference, signal),
      this.gateway.findRefunds(reference, signal),
    ]);
    await this.gatewayRecord.takeOver(payment.id, { refunds, disputes: charge?.disputes ?? [] });
  }

  /** True while a refund of the payment has no outcome. */
  hasPending(paymentId: string): Promise<boolean> {
    return this.ledger.hasPending(paymentId);
  }

  private async complete(
    { payment, refund, isNew }: FoundRefund & { readonly refund: Refund },
    signal?: AbortSignal,
  ): Promise<Refund> {
    if (refund.status === 'pending') await this.execute(refund, toCapturedPayment(payment), isNew, signal);
    const decided = await this.ledger.find(refund.id);
    if (decided.status === 'succeeded' || decided.status === 'pending') return decided;
    throw new GatewayRejected(decided.failureReason ?? decided.status, 'The refund was rejected.');
  }

  private execute(refund: Refund, payment: CapturedPayment, isNew: boolean, signal?: AbortSignal): Promise<void> {
    const { paymentId, amount } = refund;
    return inSpan(SPANS.refundPayment, { 'payment.id': paymentId, amount }, () =>
      this.settle(refund, payment, isNew, signal),
    );
  }

  /**
   * Brings a pending refund to the gateway, or reads its outcome when the gateway knows it. A rejected refund fails. It is no
   * error when the rejection shows that the provider has refunded more than was recorded, or that the charge is disputed.
   */
  private async settle(refund: Refund, payment: CapturedPayment, isNew: boolean, signal?: AbortSignal): Promise<void> {
    const { id: idempotencyKey, amount, reason } = refund;
    const { orderId, transactionId } = payment;
    // The gateway forgets a key after a day, so a refund that it may know is looked up first.
    const known = isNew ? undefined : await this.find(refund, payment, signal);
    if (!known && refund.gatewayRefundId !== null) return;
    let result: GatewayRefund;
    try {
      result = known ?? (await this.gateway.refund({ idempotencyKey, orderId, transactionId, amount, reason }, signal));
    } catch (error) {
      if (!(error instanceof GatewayRejected)) throw error;
      await this.ledger.record(refund, {
        status: 'failed',
        gatewayRefundId: null,
        failureReason: error.gatewayCode,
      });
      return this.explain(refund, payment, error, signal);
    }
    await this.ledger.record(refund, toOutcome(result));
    if (result.status === 'failed' || result.status === 'canceled') {
      throw new GatewayRejected(result.failureReason ?? result.status, `The refund is ${result.status}.`);
    }
  }

  private async find(
    { id, gatewayRefundId }: Refund,
    { orderId, transactionId }: CapturedPayment,
    signal?: AbortSignal,
  ): Promise<GatewayRefund | undefined> {
    const refunds = await this.gateway.findRefunds({ idempotencyKey: chargeKey(orderId), transactionId }, signal);
    return refunds.find(({ refundId, idempotencyKey }) => refundId === gatewayRefundId || idempotencyKey === id);
  }

  /** Resolves when the provider's record explains the rejection. @throws PaymentDisputed, rejection */
  private async explain(
    { paymentId, reason }: Refund,
    payment: CapturedPayment,
    rejection: GatewayRejected,
    signal?: AbortSignal,
  ): Promise<void> {
    const before = await this.ledger.remaining(paymentId);
    await this.synchronize({ id: paymentId, ...payment }, signal);
    if (await this.ledger.hasOpenDispute(paymentId)) {
      if (reason === ORDER_CANCELLED) return;
      throw new PaymentDisputed(paymentId);
    }
    if ((await this.ledger.remaining(paymentId)) === before) throw rejection;
  }
}

function toCapturedPayment({ id, orderId, transactionId }: Payment): CapturedPayment {
  if (transactionId === null) throw new Error(`Payment ${id} has no transaction id and cannot be refunded.`);
  return { orderId, transactionId };
}
