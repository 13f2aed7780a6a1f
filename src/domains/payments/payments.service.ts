import type { DataSource } from 'typeorm';
import { SPANS } from '../../telemetry/names.js';
import { inSpan } from '../../telemetry/spans.js';
import { chargeKey } from './charge-key.js';
import { GatewayUnavailable, PaymentDeclined, PaymentVoided } from './errors.js';
import type { Charge, ChargeReference, ChargeRequest, PaymentGateway } from './payment-gateway.js';
import { PaymentLedger } from './payment-ledger.js';
import type { PaymentRequest } from '../../contracts/payments.js';
import type { PaymentTokens } from './payment-tokens.js';
import { VOIDED } from './payment-status.js';
import type { Payment } from './payment.entity.js';
import { ORDER_CANCELLED } from './refund-reasons.js';
import { RefundsService } from './refunds.service.js';
import { TracedGateway } from './traced-gateway.js';

/**
 * Charges orders and cancels their payments.
 *
 * The gateway is called outside any transaction, so that no row is locked during the call. The result is recorded by an update
 * that is conditional on the current status.
 */
export class PaymentsService {
  private readonly ledger: PaymentLedger;
  private readonly refunds: RefundsService;
  private readonly gateway: PaymentGateway;

  constructor(
    database: DataSource,
    gateway: PaymentGateway,
    private readonly tokens: PaymentTokens,
  ) {
    this.gateway = new TracedGateway(gateway);
    this.ledger = new PaymentLedger(database);
    this.refunds = new RefundsService(database, gateway);
  }

  /**
   * Charges an order. Idempotent by order id.
   *
   * @param signal - aborts the call to the gateway; the outcome is then unknown
   * @returns the payment: `success`, or `processing` with a `redirectUrl` while the customer must act; call again later
   * @throws PaymentDeclined
   * @throws PaymentVoided when the payment was cancelled first
   * @throws GatewayUnavailable when the outcome is unknown; the next call reads the charge
   * @throws GatewayRejected when the request itself is invalid
   */
  process(request: PaymentRequest, signal?: AbortSignal): Promise<Payment> {
    const { userId, amount, method } = request;
    return inSpan(SPANS.processPayment, { 'user.id': userId, amount, method }, async (span) => {
      const payment = await this.advance(request, signal);
      const { id, status, transactionId } = payment;
      span.setAttributes({ 'payment.id': id, 'payment.status': status });
      if (transactionId !== null) span.setAttributes({ 'transaction.id': transactionId });
      return payment;
    });
  }

  private async advance(request: PaymentRequest, signal?: AbortSignal): Promise<Payment> {
    // Recorded before the call to the gateway, so that a call that follows a crash knows that a charge may exist.
    const { payment, isNew } = await this.ledger.findOrCreate(request, 'processing');
    if (isNew) return this.applyCharge(payment, await this.requestCharge(payment, request, signal));
    switch (payment.status) {
      case 'pending':
        return this.charge(payment, request, signal);
      case 'processing':
        return this.applyCharge(payment, await this.findOrRequestCharge(payment, request, signal));
      case 'success':
        return payment;
      case 'failed':
        throw toPaymentError(payment);
      case 'refunded':
        throw new PaymentVoided(payment.orderId);
    }
  }

  /**
   * Refunds a captured payment and voids any other. Idempotent.
   *
   * A failed payment is checked too: the gateway may have captured it after it was voided or its activity gave up.
   *
   * @throws GatewayUnavailable when the outcome is unknown; retry
   * @throws GatewayRejected when the gateway rejects a refund; the next call requests a new refund under a new key
   */
  async cancel(request: PaymentRequest, signal?: AbortSignal): Promise<Payment> {
    const { payment } = await this.ledger.findOrCreate(request, 'pending');
    switch (payment.status) {
      case 'pending':
        return (
          (await this.ledger.transition(payment, 'failed', { failureReason: VOIDED })) ?? this.cancel(request, signal)
        );
      case 'processing':
        return this.voidCharge(payment, signal);
      case 'success':
        return this.refundRemainder(payment, signal);
      case 'failed':
        return this.refundLateCharge(payment, signal);
      case 'refunded':
        return payment;
    }
  }

  /** A `cancel` recorded the payment and has not voided it yet. The call that loses the race starts over. */
  private async charge(payment: Payment, request: PaymentRequest, signal?: AbortSignal): Promise<Payment> {
    const updated = await this.ledger.transition(payment, 'processing');
    return updated
      ? this.applyCharge(updated, await this.requestCharge(updated, request, signal))
      : this.advance(request, signal);
  }

  /** Charges the recorded amount: a repeated run may have priced the order again, and the key identifies one charge. */
  private async requestCharge(
    payment: Payment,
    { sealedToken }: PaymentRequest,
    signal?: AbortSignal,
  ): Promise<Charge> {
    if (sealedToken === undefined) return this.gateway.charge(toChargeRequest(payment), signal);
    const token = this.tokens.decrypt(payment.orderId, sealedToken);
    return this.gateway.charge({ ...toChargeRequest(payment), token }, signal);
  }

  /** After an unknown outcome: reads the charge first, and repeats the request under the same key while it is undecided. */
  private async findOrRequestCharge(payment: Payment, request: PaymentRequest, signal?: AbortSignal): Promise<Charge> {
    const charge = await this.gateway.find(toChargeReference(payment), signal);
    return charge && charge.status !== 'processing' ? charge : this.requestCharge(payment, request, signal);
  }

  private async applyCharge(payment: Payment, charge: Charge): Promise<Payment> {
    const updated = await this.ledger.recordCharge(payment, charge);
    if (updated.status === 'success' || updated.status === 'processing') return updated;
    throw toPaymentError(updated);
  }

  private async voidCharge(payment: Payment, signal?: AbortSignal): Promise<Payment> {
    const charge = await this.gateway.void({ ...toChargeRequest(payment), ...toChargeReference(payment) }, signal);
    if (charge === null) {
      return (
        (await this.ledger.transition(payment, 'failed', { failureReason: VOIDED })) ?? this.ledger.reload(payment)
      );
    }
    if (charge.status === 'requires_action') throw new GatewayUnavailable('The charge is not voided yet.');
    const voided = await this.ledger.recordCharge(payment, charge);
    return voided.status === 'success' ? this.refundRemainder(voided, signal) : voided;
  }

  private async refundLateCharge(payment: Payment, signal?: AbortSignal): Promise<Payment> {
    // Also for a payment that was voided before it was sent: a failover to an asynchronous standby may have lost its record.
    const charge = await this.gateway.find(toChargeReference(payment), signal);
    if (charge?.status !== 'succeeded') return payment;
    return this.refundRemainder(await this.ledger.recordLateCharge(payment, charge), signal);
  }

  private async refundRemainder(payment: Payment, signal?: AbortSignal): Promise<Payment> {
    await this.refunds.refundRemainder(payment, ORDER_CANCELLED, signal);
    return this.ledger.reload(payment);
  }
}

function toPaymentError(payment: Payment): PaymentDeclined | PaymentVoided {
  const { failureReason, orderId } = payment;
  return failureReason === null || failureReason === VOIDED
    ? new PaymentVoided(orderId)
    : new PaymentDeclined(failureReason);
}

function toChargeRequest({ orderId, amount, currency, method }: Payment): ChargeRequest {
  return { idempotencyKey: chargeKey(orderId), orderId, amount, currency, method };
}

function toChargeReference({ orderId, transactionId }: Payment): ChargeReference {
  return { idempotencyKey: chargeKey(orderId), transactionId };
}
