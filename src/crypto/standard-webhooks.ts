import { createHmac, randomBytes } from 'node:crypto';

/** Tells a webhook secret from other text. */
const SECRET_PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A new secret: the prefix and 256 random bits in base64. */
export function generateWebhookSecret(): string {
  return `${SECRET_PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

export interface SignedMessage {
  /** The same for every attempt, so that receivers can drop doubles. */
  readonly id: string;
  /** Time of the attempt. Unix time, in seconds. */
  readonly timestamp: number;
  readonly body: string;
}

/**
 * Signs a message as the Standard Webhooks specification says.
 *
 * @param secrets - every secret that is valid now. A receiver accepts a message when one of its signatures matches
 */
export function standardWebhookHeaders(message: SignedMessage, secrets: readonly string[]): Record<string, string> {
  const { id, timestamp } = message;
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map((secret) => `v1,${sign(message, secret)}`).join(' '),
  };
}

function sign({ id, timestamp, body }: SignedMessage, secret: string): string {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
}
