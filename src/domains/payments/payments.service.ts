import type { Pseudonymization } from '../../contracts/erasure.js';
import type { DataSource } from 'typeorm';
import type { DomainError } from '../domain-error.js';
import { SPANS } from '../../telemetry/names.js';
import { inSpan } from '../../telemetry/spans.js';
import {
  ChargeMismatch,
  GatewayRejected,
  GatewayUnavailable,
  PaymentDeclined,
  PaymentNotCapturable,
  PaymentVoided,
} from './errors.js';
import { toChargeReference, toChargeRequest } from './charge-requests.js';
import { PaymentReversal } from './payment-reversal.js';
import type { Charge, ChargeRequest, PaymentGateway } from './payment-gateway.js';
import { PaymentLedger } from './payment-ledger.js';
import type { CaptureRequest, OtherCharge, PaymentRequest } from '../../contracts/payments.js';
import type { PaymentTokens } from './payment-tokens.js';
import { MISMATCH, VOIDED } from './payment-status.js';
import type { Payment } from './payment.entity.js';
import { TracedGateway } from './traced-gateway.js';

/**
 * Charges orders, captures and cancels their payments.
 *
 * The gateway is called outside any transaction, so that no row is locked during the call. The result is recorded by an update
 * that is conditional on the current status.
 */
export class PaymentsService {
  private readonly ledger: PaymentLedger;
  private readonly gateway: PaymentGateway;
  private readonly reversal: PaymentReversal;

  constructor(
    database: DataSource,
    gateway: PaymentGateway,
    private readonly tokens: PaymentTokens,
  ) {
    this.gateway = new TracedGateway(gateway);
    this.ledger = new PaymentLedger(database);
    this.reversal = new PaymentReversal(database, gateway);
  }

  /**
   * Charges an order. Idempotent by order id.
   *
   * @param signal - aborts the call to the gateway; the outcome is then unknown
   * @returns the payment: `success`; `authorized` when it must be captured; `processing` while it is undecided, with a
   * `redirectUrl` when the customer must act: call again later
   * @throws PaymentDeclined
   * @throws PaymentVoided when the payment was cancelled first
   * @throws ChargeMismatch when the charge is not the payment's, or has another amount or currency
   * @throws GatewayUnavailable when the outcome is unknown; the next call reads the charge
   * @throws GatewayRejected when the gateway refuses to create the charge: the payment has failed
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

  /** Gives the payments of orders a pseudonym in place of their user. Idempotent. @returns the number of changed payments */
  pseudonymize(request: Pseudonymization): Promise<number> {
    return this.ledger.pseudonymize(request);
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
      case 'authorized':
      case 'success':
        return payment;
      case 'failed':
        throw toPaymentError(payment);
      case 'refunded':
        throw new PaymentVoided(payment.orderId);
    }
  }

  /**
   * Captures an authorized payment. Idempotent.
   *
   * @throws PaymentNotCapturable unless the payment is authorized or captured
   * @throws PaymentVoided, PaymentDeclined when the payment failed or was cancelled first
   * @throws ChargeMismatch, GatewayUnavailable, GatewayRejected as `process`
   */
  async capture({ orderId }: CaptureRequest, signal?: AbortSignal): Promise<Payment> {
    const payment = await this.ledger.get(orderId);
    switch (payment.status) {
      case 'success':
        return payment;
      case 'authorized':
        return this.captureCharge(payment, signal);
      case 'failed':
        throw toPaymentError(payment);
      case 'refunded':
        throw new PaymentVoided(orderId);
      case 'pending':
      case 'processing':
        throw new PaymentNotCapturable(orderId, payment.status);
    }
  }

  /** Refunds a captured payment and voids any other: `PaymentReversal.reverse`. */
  cancel(request: PaymentRequest, signal?: AbortSignal): Promise<Payment> {
    return this.reversal.reverse(request, signal);
  }

  /** Voids a charge of an order that is not its payment's: `PaymentReversal.releaseOther`. */
  releaseOtherCharge(charge: OtherCharge, signal?: AbortSignal): Promise<void> {
    return this.reversal.releaseOther(charge, signal);
  }

  /** A `cancel` recorded the payment and has not voided it yet. The call that loses the race starts over. */
  private async charge(payment: Payment, request: PaymentRequest, signal?: AbortSignal): Promise<Payment> {
    const updated = await this.ledger.transition(payment, 'processing');
    return updated
      ? this.applyCharge(updated, await this.requestCharge(updated, request, signal))
      : this.advance(request, signal);
  }

  /**
   * Charges the recorded amount: a repeated run may have priced the order again, and the key identifies one charge. A known
   * charge is only confirmed.
   */
  private async requestCharge(
    payment: Payment,
    { sealedToken, capture }: PaymentRequest,
    signal?: AbortSignal,
  ): Promise<Charge> {
    const request: ChargeRequest = {
      ...toChargeRequest(payment),
      transactionId: payment.transactionId,
      ...(capture && { capture }),
      ...(sealedToken !== undefined && { token: this.tokens.decrypt(payment.orderId, sealedToken) }),
    };
    try {
      return await this.gateway.charge(request, signal);
    } catch (error) {
      if (!(error instanceof GatewayRejected) || payment.transactionId !== null) throw error;
      const existing = await this.findRefusedCharge(payment, signal);
      if (existing) return existing;
      await this.ledger.recordRefusal(payment, error.gatewayCode);
      throw error;
    }
  }

  /** A charge may exist under the key of a refused request, for example with another amount. */
  private async findRefusedCharge(payment: Payment, signal?: AbortSignal): Promise<Charge | null> {
    try {
      return await this.gateway.find(toChargeReference(payment), signal);
    } catch (error) {
      if (error instanceof GatewayRejected) return null;
      throw error;
    }
  }

  /** After an unknown outcome: reads the charge first, and repeats the request under the same key while it is undecided. */
  private async findOrRequestCharge(payment: Payment, request: PaymentRequest, signal?: AbortSignal): Promise<Charge> {
    const charge = await this.gateway.find(toChargeReference(payment), signal);
    return charge && charge.status !== 'processing' ? charge : this.requestCharge(payment, request, signal);
  }

  private async applyCharge(payment: Payment, charge: Charge): Promise<Payment> {
    const updated = await this.ledger.recordCharge(payment, charge);
    if (updated.status === 'failed' || updated.status === 'refunded') throw toPaymentError(updated);
    return updated;
  }

  private async captureCharge(payment: Payment, signal?: AbortSignal): Promise<Payment> {
    const { orderId, amount } = payment;
    const { transactionId, idempotencyKey } = toChargeReference(payment);
    if (transactionId === null) throw new PaymentNotCapturable(orderId, payment.status);
    const charge = await this.gateway.capture({ idempotencyKey, orderId, transactionId, amount }, signal);
    const captured = await this.applyCharge(payment, charge);
    if (captured.status === 'success') return captured;
    throw new GatewayUnavailable('The charge is not captured yet.');
  }
}

function toPaymentError(payment: Payment): DomainError {
  const { failureReason, orderId, transactionId } = payment;
  if (failureReason === null || failureReason === VOIDED) return new PaymentVoided(orderId);
  if (failureReason === MISMATCH) return new ChargeMismatch(payment);
  // Without a charge, the gateway refused to create one.
  return transactionId === null
    ? new GatewayRejected(failureReason, `The charge was refused: ${failureReason}.`)
    : new PaymentDeclined(failureReason);
}
