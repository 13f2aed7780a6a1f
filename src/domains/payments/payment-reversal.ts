import type { DataSource } from 'typeorm';
import { holdsNothing, isChargeOf } from './charge-match.js';
import { toChargeReference, toChargeRequest } from './charge-requests.js';
import { ChargeMismatch, GatewayUnavailable } from './errors.js';
import type { Charge, PaymentGateway } from './payment-gateway.js';
import { PaymentLedger } from './payment-ledger.js';
import { MISMATCH, VOIDED } from './payment-status.js';
import type { OtherCharge, PaymentRequest } from '../../contracts/payments.js';
import type { Payment } from './payment.entity.js';
import { ORDER_CANCELLED } from './refund-reasons.js';
import { RefundsService } from './refunds.service.js';
import { TracedGateway } from './traced-gateway.js';

/** Returns the money of an order that is undone: refunds what was captured and voids the rest. */
export class PaymentReversal {
  private readonly ledger: PaymentLedger;
  private readonly refunds: RefundsService;
  private readonly gateway: PaymentGateway;

  constructor(database: DataSource, gateway: PaymentGateway) {
    this.gateway = new TracedGateway(gateway);
    this.ledger = new PaymentLedger(database);
    this.refunds = new RefundsService(database, gateway);
  }

  /**
   * Refunds a captured payment and voids any other. Idempotent.
   *
   * A failed payment is checked too: the gateway may have captured it after it was voided or its activity gave up.
   *
   * @throws ChargeMismatch while a charge that does not match the payment keeps money
   * @throws GatewayUnavailable when the outcome is unknown; retry
   * @throws GatewayRejected when the gateway rejects a refund; the next call requests a new refund under a new key
   */
  async reverse(request: PaymentRequest, signal?: AbortSignal): Promise<Payment> {
    const { payment } = await this.ledger.findOrCreate(request, 'pending');
    switch (payment.status) {
      case 'pending':
        return (
          (await this.ledger.transition(payment, 'failed', { failureReason: VOIDED })) ?? this.reverse(request, signal)
        );
      case 'processing':
      case 'authorized':
        return this.voidCharge(payment, signal);
      case 'success':
        return this.refundRemainder(payment, signal);
      case 'failed':
        return this.reverseLateCharge(payment, signal);
      case 'refunded':
        return payment;
    }
  }

  /**
   * Voids a charge of an order that is not its payment's. Idempotent.
   *
   * @throws PaymentNotFound
   * @throws ChargeMismatch while the charge keeps money: a person must return it
   * @throws GatewayUnavailable while the charge is undecided; retry
   */
  async releaseOther({ orderId, transactionId }: OtherCharge, signal?: AbortSignal): Promise<void> {
    const payment = await this.ledger.get(orderId);
    // The event overtook the answer that made the charge the payment's own.
    if (payment.transactionId !== transactionId) return this.releaseCharge(payment, transactionId, signal);
    if (payment.status === 'failed') await this.reverseLateCharge(payment, signal);
  }

  private async voidCharge(payment: Payment, signal?: AbortSignal): Promise<Payment> {
    const charge = await this.gateway.void({ ...toChargeRequest(payment), ...toChargeReference(payment) }, signal);
    if (charge === null) {
      return (
        (await this.ledger.transition(payment, 'failed', { failureReason: VOIDED })) ?? this.ledger.reload(payment)
      );
    }
    const voided = await this.ledger.recordCharge(payment, charge);
    switch (voided.status) {
      case 'success':
        return this.refundRemainder(voided, signal);
      case 'failed':
        return voided.failureReason === MISMATCH ? this.reverseLateCharge(voided, signal) : voided;
      case 'refunded':
        return voided;
      case 'pending':
      case 'processing':
      case 'authorized':
        throw new GatewayUnavailable('The charge is not voided yet.');
    }
  }

  private async reverseLateCharge(payment: Payment, signal?: AbortSignal): Promise<Payment> {
    const { transactionId, otherTransactionId, failureReason } = payment;
    // The gateway refused the charge, so none exists.
    if (transactionId === null && failureReason !== VOIDED) return payment;
    // A voided payment may have a charge that it does not know: a failover to an asynchronous standby loses its record.
    const charge = await this.gateway.find(toChargeReference(payment), signal);
    if (charge?.status === 'succeeded' && isChargeOf(payment, charge)) {
      await this.refundRemainder(await this.ledger.recordLateCharge(payment, charge), signal);
    } else if (charge) await this.release(payment, charge, signal);
    if (otherTransactionId !== null) await this.releaseCharge(payment, otherTransactionId, signal);
    return this.ledger.reload(payment);
  }

  private async releaseCharge(payment: Payment, transactionId: string, signal?: AbortSignal): Promise<void> {
    const charge = await this.gateway.find({ ...toChargeReference(payment), transactionId }, signal);
    if (charge === null) return;
    if (charge.transactionId !== transactionId) throw new ChargeMismatch(payment, { ...charge, transactionId });
    await this.release(payment, charge, signal);
  }

  /**
   * Voids a charge that is not booked. What it has taken is not refunded: a person must decide whether the charge or the payment
   * is wrong.
   */
  private async release(payment: Payment, found: Charge, signal?: AbortSignal): Promise<void> {
    if (holdsNothing(found)) return;
    if (found.status === 'succeeded') throw new ChargeMismatch(payment, found);
    const { transactionId } = found;
    const charge = await this.gateway.void({ ...toChargeRequest(payment), transactionId }, signal);
    if (charge === null || holdsNothing(charge)) return;
    if (charge.status === 'succeeded') throw new ChargeMismatch(payment, charge);
    throw new GatewayUnavailable('The charge is not voided yet.');
  }

  private async refundRemainder(payment: Payment, signal?: AbortSignal): Promise<Payment> {
    await this.refunds.refundRemainder(payment, ORDER_CANCELLED, signal);
    return this.ledger.reload(payment);
  }
}
