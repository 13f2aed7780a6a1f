import Stripe from 'stripe';
import { GatewayUnavailable } from '../../domains/payments/errors.js';
import type {
  CaptureRequest,
  Charge,
  ChargeReference,
  ChargeRequest,
  GatewayEvent,
  GatewayRefund,
  GatewayRefundRequest,
  PaymentGateway,
  WebhookHeaders,
} from '../../domains/payments/payment-gateway.js';
import { STRIPE_CAPABILITIES } from './capabilities.js';
import { toCharge } from './charge.js';
import { toGatewayError, declinedCharge, isUnexpectedState } from './errors.js';
import { readStripeEvent } from './event.js';
import { toConfirmParams, toIntentParams } from './requests.js';

export interface StripeOptions {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** The URL to which Stripe redirects customers after they acted. */
  readonly returnUrl: string;
  /** Overrides the URL of Stripe's API, for example for a mock. */
  readonly apiBase?: string | undefined;
  /** Timeout of one request, in ms; defaults to 10 s. */
  readonly timeoutMs?: number;
}

/** Two requests, which a charge needs, fit into one attempt of the activity. */
const DEFAULT_TIMEOUT_MS = 10_000;

type Intent = Stripe.Response<Stripe.PaymentIntent>;

/**
 * Stripe, through its official library. A charge is a PaymentIntent.
 *
 * The intent is created under the charge's idempotency key and confirmed under a second key. A void can therefore create the
 * same intent without moving money, and cancel it: a later confirmation finds it canceled.
 *
 * Stripe forgets idempotency keys after a day, and repeats the original response to a repeated key even when it is outdated.
 * A charge is therefore read by id when the id is known, and otherwise searched for by key. The search index lags by up to a
 * minute; within that time, the key itself prevents a second charge.
 */
export class StripeGateway implements PaymentGateway {
  readonly capabilities = STRIPE_CAPABILITIES;
  private readonly stripe: Stripe;

  constructor(private readonly options: StripeOptions) {
    const { secretKey, apiBase, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
    this.stripe = new Stripe(secretKey, {
      // The activity retries with its own backoff, after it has read the charge.
      maxNetworkRetries: 0,
      timeout: timeoutMs,
      telemetry: false,
      ...(apiBase !== undefined && apiAddress(apiBase)),
    });
  }

  charge(request: ChargeRequest, signal?: AbortSignal): Promise<Charge> {
    return this.call(signal, async () => {
      const id = request.transactionId ?? (await this.createIntent(request)).id;
      return this.confirmIntent(id, request);
    });
  }

  find(charge: ChargeReference, signal?: AbortSignal): Promise<Charge | null> {
    return this.call(signal, async () => {
      const id = charge.transactionId ?? (await this.searchIntent(charge.idempotencyKey));
      return id === null ? null : this.retrieveIntent(id);
    });
  }

  void(request: ChargeRequest & ChargeReference, signal?: AbortSignal): Promise<Charge> {
    return this.call(signal, async () => {
      const intentId = request.transactionId ?? (await this.searchIntent(request.idempotencyKey));
      return this.cancelIntent(intentId ?? (await this.createIntent(request)).id);
    });
  }

  refund(request: GatewayRefundRequest, signal?: AbortSignal): Promise<GatewayRefund> {
    return this.call(signal, async () => {
      const { idempotencyKey, orderId, transactionId, amount, reason } = request;
      const existing = await this.stripe.refunds.list({ payment_intent: transactionId, limit: 100 });
      const metadata = { order_id: orderId, idempotency_key: idempotencyKey, ...(reason !== undefined && { reason }) };
      const refund =
        existing.data.find((earlier) => earlier.metadata?.idempotency_key === idempotencyKey) ??
        (await this.stripe.refunds.create({ payment_intent: transactionId, amount, metadata }, { idempotencyKey }));
      return toRefund(refund);
    });
  }

  capture({ idempotencyKey, transactionId, amount }: CaptureRequest, signal?: AbortSignal): Promise<Charge> {
    return this.call(signal, async () => {
      try {
        const params = { amount_to_capture: amount };
        return toCharge(
          await this.stripe.paymentIntents.capture(transactionId, params, {
            idempotencyKey: `${idempotencyKey}:capture`,
          }),
        );
      } catch (error) {
        if (isUnexpectedState(error)) return this.retrieveIntent(transactionId);
        throw error;
      }
    });
  }

  findRefunds({ transactionId }: ChargeReference, signal?: AbortSignal): Promise<readonly GatewayRefund[]> {
    return this.call(signal, async () => {
      if (transactionId === null) return [];
      const { data } = await this.stripe.refunds.list({ payment_intent: transactionId, limit: 100 });
      return data.map(toRefund);
    });
  }

  readEvent(rawBody: Buffer, headers: WebhookHeaders): GatewayEvent {
    return readStripeEvent(this.stripe, rawBody, headers['stripe-signature'], this.options.webhookSecret);
  }

  private createIntent(request: ChargeRequest): Promise<Intent> {
    return this.stripe.paymentIntents.create(toIntentParams(request), { idempotencyKey: request.idempotencyKey });
  }

  private async confirmIntent(id: string, request: ChargeRequest): Promise<Charge> {
    try {
      const intent = await this.stripe.paymentIntents.confirm(id, toConfirmParams(request, this.options.returnUrl), {
        idempotencyKey: `${request.idempotencyKey}:confirm`,
      });
      return isReplay(intent) ? await this.retrieveIntent(id) : toCharge(intent);
    } catch (error) {
      // The intent was canceled concurrently, or confirmed by a call whose key Stripe has forgotten.
      if (isUnexpectedState(error)) return this.retrieveIntent(id);
      const declined = declinedCharge(error, id);
      if (declined) return declined;
      throw error;
    }
  }

  /** Sent without a key: the response must be current, and a second cancellation changes nothing. */
  private async cancelIntent(id: string): Promise<Charge> {
    try {
      return toCharge(await this.stripe.paymentIntents.cancel(id));
    } catch (error) {
      if (isUnexpectedState(error)) return this.retrieveIntent(id);
      throw error;
    }
  }

  private async retrieveIntent(id: string): Promise<Charge> {
    return toCharge(await this.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }));
  }

  private async searchIntent(idempotencyKey: string): Promise<string | null> {
    const query = `metadata['idempotency_key']:'${idempotencyKey}'`;
    const { data } = await this.stripe.paymentIntents.search({ query, limit: 1 });
    return data[0]?.id ?? null;
  }

  /** The library does not support signals, so an aborted request continues in the background. Its key makes that safe. */
  private async call<T>(signal: AbortSignal | undefined, request: () => Promise<T>): Promise<T> {
    try {
      signal?.throwIfAborted();
      return await (signal ? Promise.race([request(), whenAborted(signal)]) : request());
    } catch (error) {
      if (signal?.aborted) throw new GatewayUnavailable('The request was aborted.', error);
      throw toGatewayError(error);
    }
  }
}

function isReplay(intent: Intent): boolean {
  return intent.lastResponse.headers['idempotent-replayed'] === 'true';
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

const REFUND_STATUSES = ['succeeded', 'failed', 'canceled'] as const;

function toRefund({ id, amount, status, failure_reason, metadata }: Stripe.Refund): GatewayRefund {
  return {
    refundId: id,
    idempotencyKey: metadata?.idempotency_key ?? null,
    amount,
    status: REFUND_STATUSES.find((known) => known === status) ?? 'pending',
    failureReason: failure_reason ?? null,
  };
}

function apiAddress(apiBase: string): { protocol: 'http' | 'https'; host: string; port: string } {
  const { protocol, hostname, port } = new URL(apiBase);
  return protocol === 'http:'
    ? { protocol: 'http', host: hostname, port: port || '80' }
    : { protocol: 'https', host: hostname, port: port || '443' };
}
