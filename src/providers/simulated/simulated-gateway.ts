import { request } from 'undici';
import { z } from 'zod';
import { LOCAL_GATEWAY_API_KEY } from '../../config/config.js';
import { GatewayRejected, GatewayUnavailable, WebhookRejected } from '../../domains/payments/errors.js';
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
import { SIMULATED_CAPABILITIES } from './capabilities.js';
import { readSimulatedEvent } from './event.js';
import { readCharge, readRefund, readRefunds } from './responses.js';
import { parseJson } from '../../domains/parse-json.js';

/** Longer than the gateway's slowest response (5 s). */
const DEFAULT_TIMEOUT_MS = 10_000;

const errorResponse = z.object({ code: z.string(), message: z.string() });

export interface SimulatedGatewayOptions {
  /** Timeout for the response headers and between parts of the body, in ms; defaults to 10 s. */
  readonly timeoutMs?: number;
  /** The key that signs the gateway's events. Without it, every event is rejected. */
  readonly webhookSecret?: string;
  /** Authenticates the shop; defaults to the public key of the local stack. */
  readonly apiKey?: string;
  /** The URL of the shop page. Without it, the payment page has no link back to the order. */
  readonly shopUrl?: string;
}

/** Calls the simulated gateway (src/gateway) over HTTP. */
export class SimulatedGateway implements PaymentGateway {
  readonly capabilities = SIMULATED_CAPABILITIES;

  constructor(
    private readonly url: string,
    private readonly options: SimulatedGatewayOptions = {},
  ) {}

  async charge(request: ChargeRequest, signal?: AbortSignal): Promise<Charge> {
    const { idempotencyKey, orderId, amount, currency, method, token, capture } = request;
    const { shopUrl } = this.options;
    const body = {
      ...{ order_id: orderId, amount, currency, method, token, capture },
      ...(shopUrl !== undefined && { return_url: new URL(`#/orders/${orderId}`, shopUrl).href }),
    };
    return readCharge(await this.send('POST', '/v1/charges', { idempotencyKey, body, signal }));
  }

  async find({ idempotencyKey, transactionId }: ChargeReference, signal?: AbortSignal): Promise<Charge | null> {
    const path = `/v1/charges?idempotency_key=${encodeURIComponent(idempotencyKey)}`;
    try {
      const charge = readCharge(await this.send('GET', path, { signal }));
      return transactionId === null || charge.transactionId === transactionId ? charge : null;
    } catch (error) {
      if (error instanceof GatewayRejected && error.details.gateway_code === 'charge_not_found') return null;
      throw error;
    }
  }

  async void(request: ChargeRequest, signal?: AbortSignal): Promise<Charge> {
    const body = { idempotency_key: request.idempotencyKey, order_id: request.orderId };
    return readCharge(await this.send('POST', '/v1/charges/void', { body, signal }));
  }

  async refund(request: GatewayRefundRequest, signal?: AbortSignal): Promise<GatewayRefund> {
    const { idempotencyKey, transactionId, amount, reason } = request;
    const body = { charge_id: transactionId, amount, reason };
    return readRefund(await this.send('POST', '/v1/refunds', { idempotencyKey, body, signal }));
  }

  async capture({ idempotencyKey, transactionId, amount }: CaptureRequest, signal?: AbortSignal): Promise<Charge> {
    const path = `/v1/charges/${encodeURIComponent(transactionId)}/capture`;
    return readCharge(await this.send('POST', path, { idempotencyKey, body: { amount }, signal }));
  }

  async findRefunds({ idempotencyKey }: ChargeReference, signal?: AbortSignal): Promise<readonly GatewayRefund[]> {
    const path = `/v1/refunds?charge_idempotency_key=${encodeURIComponent(idempotencyKey)}`;
    return readRefunds(await this.send('GET', path, { signal }));
  }

  readEvent(rawBody: Buffer, headers: WebhookHeaders): GatewayEvent {
    const { webhookSecret } = this.options;
    if (webhookSecret === undefined) throw new WebhookRejected('PAYMENT_WEBHOOK_SECRET is not set');
    return readSimulatedEvent(rawBody, headers['gateway-signature'], webhookSecret);
  }

  private async send(
    method: 'GET' | 'POST',
    path: string,
    { idempotencyKey, body, signal }: { idempotencyKey?: string; body?: unknown; signal: AbortSignal | undefined },
  ): Promise<string> {
    const { timeoutMs = DEFAULT_TIMEOUT_MS, apiKey = LOCAL_GATEWAY_API_KEY } = this.options;
    let status: number;
    let text: string;
    try {
      const response = await request(new URL(path, this.url), {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        signal,
      });
      status = response.statusCode;
      text = await response.body.text();
    } catch (error) {
      throw new GatewayUnavailable(`No response to ${method} ${path}.`, error);
    }
    if (status === 200) return text;
    const rejection = errorResponse.safeParse(parseJson(text));
    const outcomeUnknown =
      status >= 500 ||
      status === 429 ||
      status === 401 ||
      !rejection.success ||
      rejection.data.code === 'charge_in_progress';
    if (outcomeUnknown) throw new GatewayUnavailable(`${method} ${path} returned status ${status}.`);
    throw new GatewayRejected(rejection.data.code, rejection.data.message);
  }
}
