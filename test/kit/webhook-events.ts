import { createHmac, randomUUID } from 'node:crypto';
import { LOCAL_PAYMENT_WEBHOOK_SECRET } from '../../src/config/config.js';

interface SigningOptions {
  readonly secret?: string;
  /** Unix seconds; now by default. */
  readonly timestamp?: number;
  /** The charge that the event names. */
  readonly chargeId?: string;
}

export interface SignedEvent {
  readonly body: string;
  readonly headers: { readonly 'gateway-signature': string };
}

/** Signs a webhook body as the simulated gateway does. @returns the value of the header `Gateway-Signature` */
export function signWebhook(body: string | Buffer, { secret, timestamp }: SigningOptions = {}): string {
  const seconds = timestamp ?? Math.floor(Date.now() / 1_000);
  const hmac = createHmac('sha256', secret ?? LOCAL_PAYMENT_WEBHOOK_SECRET)
    .update(`${seconds}.`)
    .update(body);
  return `t=${seconds},v1=${hmac.digest('hex')}`;
}

/** A new event about an order, as the simulated gateway sends it. */
export function signedEvent(orderId: string, type: string, options: SigningOptions = {}): SignedEvent {
  const body = JSON.stringify({
    id: `EVT-${randomUUID()}`,
    type,
    data: { order_id: orderId, charge_id: options.chargeId },
  });
  return { body, headers: { 'gateway-signature': signWebhook(body, options) } };
}
