import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE_HEADER = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;

/** A signature header: when the body was signed, and its HMAC. */
export interface WebhookSignature {
  /** Unix time, in seconds. */
  readonly timestamp: number;
  /** Hexadecimal. */
  readonly hmac: string;
}

/**
 * Signs a webhook body. The signature covers the time, so that a recorded webhook cannot be replayed later.
 *
 * @param timestamp - Unix time, in seconds
 * @returns the header `t=<timestamp>,v1=<HMAC-SHA256 of "<timestamp>.<body>", hexadecimal>`
 */
export function signWebhook(body: string | Buffer, secret: string, timestamp: number): string {
  return `t=${timestamp},v1=${computeHmac(body, secret, timestamp).toString('hex')}`;
}

/** @returns undefined when the header is malformed */
export function parseWebhookSignature(header: string): WebhookSignature | undefined {
  const [, timestamp, hmac] = SIGNATURE_HEADER.exec(header) ?? [];
  return timestamp === undefined || hmac === undefined ? undefined : { timestamp: Number(timestamp), hmac };
}

/** True when the body was signed with the secret at the signature's time. Does not check how old the signature is. */
export function matchesWebhookSignature(body: Buffer, secret: string, { timestamp, hmac }: WebhookSignature): boolean {
  return timingSafeEqual(Buffer.from(hmac, 'hex'), computeHmac(body, secret, timestamp));
}

function computeHmac(body: string | Buffer, secret: string, timestamp: number): Buffer {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
}
