import type Stripe from 'stripe';
import { GatewayRejected } from '../../domains/payments/errors.js';
import type {
  CaptureRequest,
  Charge,
  ChargeReference,
  ChargeRequest,
  GatewayEvent,
  GatewayRefund,
  GatewayRefundRequest,
  PaymentGateway,
  UnassignedEvent,
  WebhookHeaders,
} from '../../domains/payments/payment-gateway.js';
import { STRIPE_CAPABILITIES } from './capabilities.js';
import { furthestCharge } from './charge.js';
import { callStripe, createClient, type StripeOptions } from './client.js';
import { toGatewayError } from './errors.js';
import { readStripeEvent } from './event.js';
import { assertConfirmable, Intents } from './intents.js';
import { listRefunds, refundIntent } from './refunds.js';

/**
 * Stripe, through its official library. A charge is a PaymentIntent.
 *
 * The intent is created under the charge's idempotency key and confirmed under a second key. A void can therefore create the
 * same intent without moving money, and cancel it: a later confirmation finds it canceled.
 *
 * Stripe forgets idempotency keys after a day, and repeats the original response to a repeated key even when it is outdated.
 * A charge is therefore read by id when the id is known, and otherwise searched for by key. The search index lags by up to a
 * minute; within that time, the key itself prevents a second charge. Accounts without search rely on the key alone.
 */
export class StripeGateway implements PaymentGateway {
  readonly capabilities = STRIPE_CAPABILITIES;
  private readonly stripe: Stripe;
  private readonly intents: Intents;

  constructor(private readonly options: StripeOptions) {
    this.stripe = createClient(options);
    this.intents = new Intents(this.stripe, options.returnUrl);
  }

  charge(request: ChargeRequest, signal?: AbortSignal): Promise<Charge> {
    return callStripe(signal, async () => {
      if (request.transactionId) return this.intents.confirmOnce(request.transactionId, request);
      assertConfirmable(request);
      const { id, isNew } = await this.intents.create(request);
      return isNew ? this.intents.confirm(id, request) : this.intents.confirmOnce(id, request);
    });
  }

  find(charge: ChargeReference, signal?: AbortSignal): Promise<Charge | null> {
    return callStripe(signal, async () => {
      const ids = await this.intents.findIds(charge);
      return furthestCharge(await Promise.all(ids.map((id) => this.intents.read(id))));
    });
  }

  void(request: ChargeRequest & ChargeReference, signal?: AbortSignal): Promise<Charge | null> {
    return callStripe(signal, async () => {
      const known = await this.intents.findIds(request);
      const ids = known.length > 0 ? known : await this.createToCancel(request);
      return furthestCharge(await Promise.all(ids.map((id) => this.intents.cancel(id))));
    });
  }

  capture(request: CaptureRequest, signal?: AbortSignal): Promise<Charge> {
    return callStripe(signal, () => this.intents.capture(request));
  }

  refund(request: GatewayRefundRequest, signal?: AbortSignal): Promise<GatewayRefund> {
    return callStripe(signal, () => refundIntent(this.stripe, request));
  }

  findRefunds(charge: ChargeReference, signal?: AbortSignal): Promise<readonly GatewayRefund[]> {
    return callStripe(signal, async () => {
      const ids = await this.intents.findIds(charge);
      return (await Promise.all(ids.map((id) => listRefunds(this.stripe, id)))).flat();
    });
  }

  readEvent(rawBody: Buffer, headers: WebhookHeaders): GatewayEvent | UnassignedEvent {
    return readStripeEvent(this.stripe, rawBody, headers['stripe-signature'], this.options.webhookSecret);
  }

  /** Returns no id when Stripe refuses to create the intent: no earlier request created it, and no later one can. */
  private async createToCancel(request: ChargeRequest): Promise<string[]> {
    try {
      return [(await this.intents.create(request)).id];
    } catch (error) {
      if (toGatewayError(error) instanceof GatewayRejected) return [];
      throw error;
    }
  }
}
