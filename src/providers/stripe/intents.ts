import type Stripe from 'stripe';
import { GatewayRejected } from '../../domains/payments/errors.js';
import type { CaptureRequest, Charge, ChargeReference, ChargeRequest } from '../../domains/payments/payment-gateway.js';
import { isUnconfirmed, toCharge } from './charge.js';
import { isReplay } from './client.js';
import { toStripeAmount } from './currencies.js';
import { listDisputes } from './disputes.js';
import { isCardError, isKeyReused, isRejection, isSearchUnavailable, isUnexpectedState } from './errors.js';
import { needsToken, toConfirmParams, toIntentParams } from './requests.js';

/** The requests about PaymentIntents. Each returns the intent's current state, not what Stripe repeats for a key. */
export class Intents {
  constructor(
    private readonly stripe: Stripe,
    private readonly returnUrl: string,
  ) {}

  /** @returns the id of the intent, and whether an earlier request may have confirmed it */
  async create(request: ChargeRequest): Promise<{ id: string; isNew: boolean }> {
    try {
      const params = toIntentParams(request);
      const intent = await this.stripe.paymentIntents.create(params, { idempotencyKey: request.idempotencyKey });
      return { id: intent.id, isNew: !isReplay(intent) };
    } catch (error) {
      const [id] = isKeyReused(error) ? await this.search(request.idempotencyKey) : [];
      if (id === undefined) throw error;
      return { id, isNew: false };
    }
  }

  /** Confirms the intent unless an earlier request did. */
  async confirmOnce(id: string, request: ChargeRequest): Promise<Charge> {
    const intent = await this.retrieve(id);
    const confirmable = isUnconfirmed(intent) && !(needsToken(request) && request.token === undefined);
    return confirmable ? this.confirm(id, request) : this.toCharge(intent);
  }

  async confirm(id: string, request: ChargeRequest): Promise<Charge> {
    try {
      const intent = await this.stripe.paymentIntents.confirm(id, toConfirmParams(request, this.returnUrl), {
        idempotencyKey: `${request.idempotencyKey}:confirm`,
      });
      return isReplay(intent) ? await this.read(id) : toCharge(intent);
    } catch (error) {
      if (isCardError(error) && error.payment_intent) return toCharge(error.payment_intent);
      // The intent was canceled or confirmed by another request.
      if (isUnexpectedState(error) || isKeyReused(error)) return this.read(id);
      if (isRejection(error)) return rejectConfirmation(await this.read(id), error);
      throw error;
    }
  }

  /** Sent without a key: the response must be current, and a second cancellation changes nothing. */
  async cancel(id: string): Promise<Charge> {
    try {
      return toCharge(await this.stripe.paymentIntents.cancel(id));
    } catch (error) {
      if (isUnexpectedState(error)) return this.read(id);
      throw error;
    }
  }

  async capture({ idempotencyKey, transactionId, amount }: CaptureRequest): Promise<Charge> {
    const intent = await this.retrieve(transactionId);
    if (intent.status !== 'requires_capture') return this.toCharge(intent);
    try {
      await this.stripe.paymentIntents.capture(
        transactionId,
        { amount_to_capture: toStripeAmount(amount, intent.currency.toUpperCase()) },
        { idempotencyKey: `${idempotencyKey}:capture` },
      );
    } catch (error) {
      // The authorization expired or was canceled meanwhile, or the bank no longer honors it. The state tells.
      if (!isRejection(error)) throw error;
    }
    return this.read(transactionId);
  }

  async read(id: string): Promise<Charge> {
    return this.toCharge(await this.retrieve(id));
  }

  /** Returns the ids of the intents of a charge; none when the account has no search. The index lags by up to a minute. */
  async findIds({ idempotencyKey, transactionId }: ChargeReference): Promise<string[]> {
    return transactionId === null ? this.search(idempotencyKey) : [transactionId];
  }

  private async search(idempotencyKey: string): Promise<string[]> {
    const query = `metadata['idempotency_key']:'${idempotencyKey}'`;
    try {
      const { data } = await this.stripe.paymentIntents.search({ query, limit: 100 });
      return data.map(({ id }) => id);
    } catch (error) {
      if (isSearchUnavailable(error)) return [];
      throw error;
    }
  }

  private retrieve(id: string): Promise<Stripe.PaymentIntent> {
    return this.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
  }

  private async toCharge(intent: Stripe.PaymentIntent): Promise<Charge> {
    const { latest_charge: charge } = intent;
    const disputed = typeof charge === 'object' && charge?.disputed;
    return toCharge(intent, disputed ? await listDisputes(this.stripe, intent.id) : []);
  }
}

/** A rejected confirmation, for example with an unknown token, leaves an intent that nothing confirms any more. */
function rejectConfirmation(charge: Charge, error: Stripe.errors.StripeError): Charge {
  if (charge.status !== 'processing') return charge;
  return { ...charge, status: 'declined', declineCode: error.code ?? error.type };
}

/** @throws GatewayRejected when Stripe could not confirm the charge */
export function assertConfirmable(request: ChargeRequest): void {
  if (needsToken(request) && request.token === undefined) {
    throw new GatewayRejected('parameter_missing', 'A card payment needs a payment token.');
  }
}
